"""What every engine of the table keeps. One that is not installed here is skipped with its reason."""

import subprocess
import sys

import pytest

import audiobook.engines
from audiobook.engines.contract import Engine
from audiobook.engines.contract_test import EngineContract
from audiobook.errors import CastError


def ready(name: str) -> Engine:
    found = audiobook.engines.engine(name)
    if missing := found.missing():
        pytest.skip(missing)
    return found


class TestEspeak(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self) -> None:
        self.engine = ready("espeak")


class TestSystem(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self) -> None:
        self.engine = ready("system")

    def test_the_same_take_gives_the_same_samples_whatever_was_said_before(self) -> None:
        """The system's voices run in threads of their own; they promise the same length, to a hundredth."""
        words = ("She sells sea shells.", "By the shore?", "Hush.")
        first = self.spoken(*words)
        self.spoken("Something else was said in the meantime.")
        for one, other in zip(first, self.spoken(*words), strict=True):
            assert len(other.samples) == pytest.approx(len(one.samples), rel=0.01)


class TestNeural(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self, tiny: object) -> None:
        self.engine = ready("neural")


class TestTone(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self) -> None:
        self.engine = ready("tone")


@pytest.mark.parametrize("name", audiobook.engines.ENGINES)
def test_the_name_of_an_engine_is_that_of_the_table(name: str) -> None:
    assert audiobook.engines.engine(name).name == name


def test_asking_for_an_engine_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(CastError) as error:
        audiobook.engines.engine("espeek")
    assert "espeak" in error.value.hint


def test_the_table_opens_no_engine_by_itself() -> None:
    program = "import sys, audiobook.engines; print([name for name in sys.modules if 'espeak' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
