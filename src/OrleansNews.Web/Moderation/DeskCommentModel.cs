using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>One comment with all that is known of it.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Item">The comment.</param>
public sealed record DeskCommentModel(SiteFrame Frame, Actor Actor, DeskItem Item)
{
    /// <summary>Whether something was changed just now.</summary>
    public bool Saved { get; init; }

    /// <summary>What was looked for when it was opened; null when that is not known.</summary>
    public DeskQuery? From { get; init; }

    /// <summary>A reason as it was typed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>A new text as it was typed; null when it was not sent.</summary>
    public string? Text { get; init; }

    /// <summary>A reply as it was typed.</summary>
    public string Reply { get; init; } = "";

    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
