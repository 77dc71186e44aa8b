"""Drives the pages of `s2s judge` in a real browser, and looks at what they do and show.

    python3 Tests/Pages/judge_sheets.py --s2s .build/release/s2s --output shots

needs `playwright` from PyPI and a Chromium (--chromium names another than /usr/bin/chromium). It writes
sheets of all kinds, answers them by keyboard, mouse and touch, closes and opens the browser between,
saves, loads the half of a file, and lets `s2s judge report` read what was saved. A picture of every state
goes to the output folder, at the width of a phone and of a desk, in light and dark, to be looked at.
"""
import argparse
import csv
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

KINDS = ["direct", "ranking", "errors"]
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
SOURCES = ["Le chat dort sur le vieux canapé.", "Combien coûte ce très long voyage en train, s'il vous plaît ?",
           "Il pleut.", "Elle a dit : « non merci ».", "Où est la gare ?", "J'ai 12,5 euros."]
OURS = ["The cat sleeps on the old sofa.", "How much is this very long train journey, please?", "It rains.",
        'She said: "no, thank you".', "Where is the station?", "=I have 12.5 euros."]
THEIRS = ["The dog sleeps on the sofa.", "How much is this journey, please?", "It rains.", "She said no.",
          "where station?", "I have 12,5 euro."]
THIRD = ["Cat sofa.", "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundanhänger" * 2, "Rain.", "",
         "שלום, איפה התחנה?", "车站在哪里？"]


def write_studies(s2s, folder):
    for name, lines in [("source", SOURCES), ("ours", OURS), ("theirs", THEIRS), ("third", THIRD)]:
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")
    for kind in KINDS:
        subprocess.run(
            [s2s, "judge", "sheet", "--sources", "source.txt", "--hyp", "ours.txt", "--hyp", "theirs.txt",
             "--hyp", "third.txt", "--kind", kind, "--output", kind, "--repeats", "0.3", "--src", "fr",
             "--tgt", "en"], cwd=folder, check=True, capture_output=True)


class Sheet:
    """A page in a browser, with what is checked of every state."""

    def __init__(self, context, path, shots):
        self.page = context.new_page()
        self.shots = shots
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: None if request.url.startswith(("file:", "blob:"))
                     else self.faults.append("asks for " + request.url))
        self.page.goto(f"file://{path}")

    def look(self, name):
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} pixels do not fit"
        small = self.page.evaluate("""[...document.querySelectorAll('button:not(.word), fieldset label, select')]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 28).map(e => e.textContent)""")
        assert not small, f"{name}: too small to touch: {small}"
        self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def text(self, id):
        return self.page.locator("#" + id).inner_text()

    def close(self):
        assert not self.faults, self.faults
        self.page.close()


def answer_direct(page, index, by_key):
    if by_key and index % 2:
        page.keyboard.press("ArrowRight")
    elif by_key:
        page.locator("input[type=number]").fill(str(40 + index))
    else:
        box = page.locator("input[type=range]").bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)


def answer_ranking(page, index, by_key):
    for number, group in enumerate(page.locator("fieldset").all()):
        if by_key:
            group.locator("input").first.focus()
            page.keyboard.press("Space")
            if number:
                page.keyboard.press("ArrowRight")
        else:
            group.locator("label").nth(min(number, group.locator("label").count() - 1)).click()


def answer_errors(page, index, by_key):
    words = page.locator(".words.translation .word")
    if index % 3 == 0 or words.count() < 2:
        page.locator(".clean input").check()
        return
    if by_key:
        words.nth(0).focus()
        page.keyboard.press("Shift+ArrowRight")
        page.locator("select").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        words.nth(0).click()
        words.nth(1).click()
        page.locator("select").select_option("style")
        page.get_by_text("critical", exact=True).click()
        page.get_by_text("Add error").click()
        page.locator(".words.source .word").nth(1).click()
        page.get_by_text("Add error").click()


ANSWERS = {"direct": answer_direct, "ranking": answer_ranking, "errors": answer_errors}


def item_count(sheet):
    return sheet.page.evaluate("JSON.parse(document.getElementById('data').textContent).items.length")


def fill(sheet, kind, by_key, name, first=0):
    count = item_count(sheet)
    for index in range(first, count):
        assert sheet.text("title") == f"Item {index + 1} of {count}"
        ANSWERS[kind](sheet.page, index, by_key)
        if index in (0, 1, 5):
            sheet.look(f"{name}-item{index + 1}")
        if index + 1 < count:
            if by_key and kind != "errors":
                sheet.page.keyboard.press("Enter")
            else:
                sheet.page.locator("#next").click()
    assert sheet.text("count") == f"{count} of {count} answered", sheet.text("count")
    assert "All items are answered" in sheet.text("status")


def save(sheet, path):
    with sheet.page.expect_download() as download:
        sheet.page.locator("#save").click()
    download.value.save_as(path)
    assert "Saved to" in sheet.text("status")
    return download.value.suggested_filename


def half(path, other):
    """The first half of the answers, as a spreadsheet of another country writes them."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    items = [row[1] for row in rows[1:]]
    kept = set(items[:len(items) // 2])
    with open(other, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows[:1] + [row for row in rows[1:] if row[1] in kept])
    return len(kept)


def study(browser, kind, folder, shots, size, scheme):
    name = f"{kind}-{size}-{scheme}"
    width, height = SIZES[size]
    settings = dict(viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True,
                    has_touch=size == "phone")
    first, second = (folder / kind / f"judge-{judge}.html" for judge in (1, 2))
    context = browser.new_context(**settings)
    sheet = Sheet(context, first, shots)
    sheet.look(f"{name}-start")
    fill(sheet, kind, True, name)
    sheet.look(f"{name}-end")
    sheet.close()
    # What was answered is still there, and only on its own sheet.
    sheet = Sheet(context, first, shots)
    count = item_count(sheet)
    assert sheet.text("count") == f"{count} of {count} answered"
    saved = folder / kind / "answers-1.csv"
    assert save(sheet, saved) == "answers-1.csv"
    sheet.close()
    sheet = Sheet(context, second, shots)
    assert sheet.text("count").startswith("0 of ")
    fill(sheet, kind, False, name + "-mouse")
    assert save(sheet, folder / kind / "answers-2.csv") == "answers-2.csv"
    sheet.close()
    context.close()
    # Another browser goes on with half of the file.
    context = browser.new_context(**settings)
    sheet = Sheet(context, first, shots)
    kept = half(saved, folder / kind / "half.csv")
    sheet.page.locator("#load").set_input_files(folder / kind / "half.csv")
    sheet.page.wait_for_function(f"document.getElementById('status').textContent.startsWith('{kept} answers')")
    assert sheet.text("count") == f"{kept} of {count} answered"
    assert sheet.text("title") == f"Item {kept + 1} of {count}"
    sheet.look(f"{name}-loaded")
    fill(sheet, kind, True, name, first=kept)
    save(sheet, folder / kind / "again.csv")
    assert (folder / kind / "again.csv").read_bytes() == saved.read_bytes()
    sheet.page.locator("#load").set_input_files(folder / kind / "answers-2.csv")
    sheet.page.wait_for_function("document.getElementById('status').textContent.includes('of another sheet')")
    sheet.close()
    context.close()
    # A browser that keeps nothing says so, and saves all the same.
    context = browser.new_context(**settings)
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});")
    sheet = Sheet(context, first, shots)
    ANSWERS[kind](sheet.page, 0, False)
    assert "keeps nothing" in sheet.text("status")
    save(sheet, folder / kind / "unkept.csv")
    sheet.close()
    context.close()


def report(browser, s2s, kind, folder, shots):
    page = folder / f"{kind}.html"
    result = subprocess.run(
        [s2s, "judge", "report", f"{kind}/key.json", f"{kind}/answers-1.csv", f"{kind}/answers-2.csv",
         f"{kind}/again.csv", "--html", page.name, "--overwrite"], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "items are answered." in result.stdout, result.stdout
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            sheet = Sheet(context, page, shots)
            sheet.look(f"report-{kind}-{size}-{scheme}")
            sheet.close()
            context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--s2s", default=".build/release/s2s", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--output", default="shots", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_studies(options.s2s, folder)
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for kind in KINDS:
            for size in SIZES:
                for scheme in ("light", "dark"):
                    study(browser, kind, folder, options.output, size, scheme)
            report(browser, options.s2s, kind, folder, options.output)
        browser.close()
    print("All sheets were answered, saved, loaded and read.")


if __name__ == "__main__":
    main()
