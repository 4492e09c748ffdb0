"""Which language a text is in. The rules read English; a text in another language is refused, not misread."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

FEWEST_WORDS = 20  # shorter texts are guesses: taken as English
SURE = 0.9


def language_of(text: str) -> str:
    """ISO 639-1 code; "en" where the text is too short to tell or the guess is not sure."""
    sample = text[:5000]
    if len(sample.split()) < FEWEST_WORDS and sample.isascii():
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE else "en"


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
