using OrleansNews.Accounts;
using OrleansNews.LiveStories;

namespace OrleansNews.Newsroom;

/// <summary>An entry as the fields of its form: what somebody typed, be it right or wrong.</summary>
public sealed record LiveFields
{
    private const string Yes = "yes";

    /// <summary>Names the form: sent twice, it is one entry.</summary>
    public Guid Submission { get; init; } = Guid.NewGuid();

    public string Headline { get; init; } = "";

    public string Body { get; init; } = "";

    public bool IsKey { get; init; }

    public bool IsPinned { get; init; }

    /// <summary>Why it is corrected.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The revision that a correction was made from.</summary>
    public long Revision { get; init; }

    public LiveEntryText Text => new(Headline, Body.Trim(), IsKey);

    /// <summary>The fields of an entry.</summary>
    public static LiveFields From(EditableLiveEntry entry) => new() { Headline = entry.Content.Headline, Body = entry.Content.Body, IsKey = entry.Content.IsKey, Revision = entry.Entry.Revision };

    /// <summary>What was typed.</summary>
    public static LiveFields Read(IFormCollection form) => new()
    {
        Submission = Guid.TryParse(form["submission"], out var submission) ? submission : Guid.NewGuid(),
        Headline = form.Typed("headline"),
        Body = StoryFields.Lines(form["body"].ToString()),
        IsKey = form["key"] == Yes,
        IsPinned = form["pin"] == Yes,
        Reason = form.Typed("reason"),
        Revision = long.TryParse(form["revision"], out var revision) ? revision : 0,
    };
}
