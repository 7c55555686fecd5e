"""The line that names the program which read: it changes with a word list, and with nothing of the machine."""

from pathlib import Path

from sayso.story.identity import digest_of_files, program_identity
from sayso.version import __version__


def test_the_program_is_named_with_its_lists_models_and_parser():
    version, lexicon, models, parser = program_identity().split()
    assert version == __version__
    assert [part.split(":")[0] for part in (lexicon, models, parser)] == ["lexicon", "models", "parser"]
    assert lexicon.split(":")[1] != digest_of_files([])


def test_another_word_is_another_program(tmp_path: Path):
    made = [tmp_path / "cues.yml", tmp_path / "hedges.yml"]
    for path in made:
        path.write_text("words: [said]", encoding="utf-8")
    before = digest_of_files(made)
    assert digest_of_files(reversed(made)) == before
    made[0].write_text("words: [said, told]", encoding="utf-8")
    assert digest_of_files(made) != before
