using System.Text.Json;
using Microsoft.Playwright;

namespace OrleansNews.Live;

/// <summary>A feed whose events a test writes: the page's first one. Later ones are the newspaper's own, and far away.</summary>
internal static class ScriptedFeed
{
    public const string Address = "**/api/articles/*/live**";

    /// <summary>Lets the page's feed say this, not before <paramref name="when"/>.</summary>
    public static Task ScriptFeedAsync(this IPage page, Task when, params string[] events) => page.RouteAsync(Address, async route =>
    {
        await when;
        await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 600000\n\n" + string.Concat(events) });
    }, new() { Times = 1 });

    /// <summary>An event.</summary>
    public static string Event(string name, object data, string id = "") => $"{(id.Length > 0 ? $"id: {id}\n" : "")}event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n";

    /// <summary>An event about a comment that readers see.</summary>
    public static string Comment(string name, int id, int? parent, string text) => Event(name, new
    {
        id,
        parent,
        html = $"""
            <li id="comment-{id}" class="comment" data-id="{id}" data-parent="{parent}" data-version="1"><article class="comment-body"><b class="fn">Ann</b> <a class="comment-date" href="/comments/{id}">now</a><p class="comment-content">{text}</p>
            <form class="votes"><button value="up">Agree<span class="count"></span></button><button value="down">Disagree<span class="count"></span></button></form></article></li>
            """,
    }, $"1:{id}");
}
