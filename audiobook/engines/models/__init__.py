"""A name -> a voice model on this machine: what can be had, fetched, checked, and made ready to speak.

`catalogue` knows what is published, `download` fetches a file, `prepare` makes a model of what was
fetched, `install` does all three, `folder` knows what is there.
"""
