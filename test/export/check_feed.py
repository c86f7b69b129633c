import json
import sys

import feedparser

# What a feed reader makes of it: whether it is well-formed, and what it takes for its entries.
feed = feedparser.parse(sys.stdin.buffer.read())
print(json.dumps({
    "bozo": bool(feed.bozo),
    "version": feed.version,
    "id": feed.feed.get("id"),
    "updated": feed.feed.get("updated"),
    "self": [link.href for link in feed.feed.get("links", []) if link.rel == "self"],
    "entries": [
        {"id": e.id, "title": e.title, "type": e.title_detail.type, "updated": e.updated, "link": e.link, "text": e.content[0].value}
        for e in feed.entries
    ],
}))
