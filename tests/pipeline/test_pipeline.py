import pytest

from audiobook import pipeline


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_verb_is_found_when_it_is_asked_for(name: str) -> None:
    assert getattr(pipeline, name).__name__ in {name, "Callable"}


def test_what_is_no_verb_is_said() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sing'"):
        _ = pipeline.sing
