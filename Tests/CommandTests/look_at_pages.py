#!/usr/bin/env python3
"""Looks at pages in a headless Chromium, narrow and wide, by day and by night, and says what is wrong with them.

    look_at_pages.py PAGE.html=CHART,CHART…  …

Each page must have these charts, and none where none is named. Nothing may be told on the console or asked of a network, nothing may reach beyond
the page's sides, a table that goes on sideways must show it, no words of a chart may lie on each other, and every chart must have marks that
are seen.
A line for each page and way of looking at it: `ok …`, or `wrong …` with what is. Exit status 1 where anything is.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Scripts"))
from chromium import Chromium  # noqa: E402

LOOKS = [(width, scheme) for width in (400, 1200) for scheme in ("light", "dark")]

# Marks are what is drawn within a chart's space and can be seen: not the areas that tell what the pointer is on.
LOOK = """
(() => {
  const box = element => element.getBoundingClientRect();
  const seen = element => {
    const style = getComputedStyle(element);
    return style.display !== 'none' && style.visibility !== 'hidden' && +style.opacity > 0
      && (style.fill !== 'none' || style.stroke !== 'none');
  };
  const charts = [...document.querySelectorAll('figure')].map(figure => {
    const svg = figure.querySelector('svg[role=img]');
    const labels = (svg.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id));
    const marks = [...svg.querySelectorAll('.marks path, .marks rect')].filter(seen).map(box)
      .filter(at => at.width + at.height > 0);
    const plot = box(svg);
    const words = [...svg.querySelectorAll('text')].filter(seen).map(text => ({text: text.textContent, at: box(text)}))
      .filter(word => word.text !== '');
    const lying = [];
    words.forEach((one, index) => words.slice(index + 1).forEach(other => {
      const apart = one.at.right <= other.at.left || other.at.right <= one.at.left
        || one.at.bottom <= other.at.top + 2 || other.at.bottom <= one.at.top + 2;
      if (!apart) lying.push(one.text + ' on ' + other.text);
    }));
    const beyond = words.filter(word => word.at.left < 0 || word.at.right > innerWidth).map(word => word.text);
    return {
      name: figure.id, marks: marks.length, lying, beyond,
      outside: marks.filter(at => at.left < plot.left - 3 || at.right > plot.right + 3
        || at.top < plot.top - 3 || at.bottom > plot.bottom + 3).length,
      labelled: labels.length === 2 && labels.every(label => label && label.textContent.trim() !== ''),
    };
  });
  const root = document.documentElement;
  return {
    charts, scroll: root.scrollWidth, width: innerWidth,
    // Where a box goes on sideways its background tells: a shade that stays, under a cover that moves with the content.
    unsaid: [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth
      && !/local.*scroll/.test(getComputedStyle(box).backgroundAttachment)).length,
    closed: [...document.querySelectorAll('.scroll')].filter(box => box.tabIndex !== 0).length,
    background: getComputedStyle(document.body).backgroundColor,
  };
})()
"""


def flaws(page, charts, scheme):
    for event in page.told:
        method, what = event["method"], event["params"]
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            yield f"{method}: {what}"
        elif method == "Network.requestWillBeSent" and what["type"] != "Document":
            if not what["request"]["url"].startswith("data:"):
                yield f"asks for {what['request']['url']}"
    # What is behind a line is looked at, too.
    page.value("document.querySelectorAll('details').forEach(details => details.open = true)")
    seen = page.value(LOOK)
    if seen["scroll"] > seen["width"]:
        yield f"is {seen['scroll']} wide on {seen['width']}"
    if seen["closed"]:
        yield f"has {seen['closed']} tables that the keyboard doesn't reach"
    if seen["unsaid"]:
        yield f"has {seen['unsaid']} tables that go on sideways without a sign"
    bright = sum(map(int, seen["background"].strip("rgba()").split(",")[:3])) > 3 * 128
    if bright != (scheme == "light"):
        yield f"has the background {seen['background']}"
    names = [chart["name"] for chart in seen["charts"]]
    if set(charts) - set(names) or names and not charts:
        yield f"has the charts {','.join(names) or 'none'}"
    for chart in seen["charts"]:
        if chart["marks"] == 0:
            yield f"{chart['name']} has no marks"
        if chart["outside"]:
            yield f"{chart['name']} has {chart['outside']} marks outside of it"
        if not chart["labelled"]:
            yield f"{chart['name']} has no title and description"
        if chart["lying"]:
            yield f"{chart['name']} has words on each other: {chart['lying']}"
        if chart["beyond"]:
            yield f"{chart['name']} has words beyond the page: {chart['beyond']}"


def main(pages):
    is_right = True
    with Chromium() as browser:
        for page_and_charts in pages:
            file, charts = page_and_charts.split("=")
            for width, scheme in LOOKS:
                page = browser.open(file, width, scheme)
                wrong = list(flaws(page, [name for name in charts.split(",") if name], scheme))
                page.close()
                is_right = is_right and not wrong
                print("wrong" if wrong else "ok", os.path.basename(file), width, scheme, *wrong, flush=True)
    return 0 if is_right else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RuntimeError as error:
        sys.exit(f"look_at_pages: {error}")
