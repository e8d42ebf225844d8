"""The texts of content.json: both languages everywhere, each in its own punctuation and spacing.

A text is an object with the keys `en` and `zh`. Chinese uses full-width punctuation and a space
between Chinese and figures; both put a no-break space before the per cent sign. Only the label
`unit` of a key result may be empty, and then in both languages.
"""

import re

CJK = "[\u3400-\u9fff]"
HALF_WIDTH = re.compile(f"{CJK}\\s*[,;:!?()]|[,;:!?()]\\s*{CJK}|{CJK}\\.|[\"']")
UNSPACED = re.compile(f"{CJK}[0-9]|[0-9%]{CJK}|{CJK} {CJK}")
PLAIN_PERCENT = re.compile("[0-9] ?%")
NOT_ENGLISH = re.compile("[\u3000-\u9fff\uff00-\uffef]")
SHORT = 12


def text_faults(value, where: str = "content") -> list[str]:
    """What is wrong with the texts in `value`, each fault with its path."""
    if isinstance(value, list):
        names = [
            item.get("key") or item.get("code") if isinstance(item, dict) else None
            for item in value
        ]
        items = [
            (name or index, item)
            for index, (name, item) in enumerate(zip(names, value, strict=True))
        ]
    elif isinstance(value, dict):
        if {"en", "zh"} & value.keys():
            return [f"{where}: {fault}" for fault in pair_faults(value, where)]
        items = list(value.items())
    else:
        return []
    return [fault for name, item in items for fault in text_faults(item, f"{where}/{name}")]


def pair_faults(pair: dict, where: str):
    """What is wrong with one text in its two languages."""
    if pair.keys() != {"en", "zh"}:
        yield "not exactly the languages en and zh"
        return
    english, chinese = pair["en"], pair["zh"]
    if not (english and chinese):
        if english or chinese or not where.endswith("/unit"):
            yield "a text is empty"
        return
    if NOT_ENGLISH.search(english):
        yield f"not English: {english}"
    if HALF_WIDTH.search(chinese):
        yield f"half-width punctuation: {chinese}"
    if UNSPACED.search(chinese):
        yield f"spacing: {chinese}"
    if PLAIN_PERCENT.search(english + chinese):
        yield f"no no-break space before %: {english} / {chinese}"
    if english.endswith((".", "!", "?")) != chinese.endswith(("。", "！", "？")):
        yield f"only one language ends as a sentence: {english} / {chinese}"
    if len(english) > SHORT and re.search("[a-z]{3}", english) and not re.search(CJK, chinese):
        yield f"not translated: {chinese}"
