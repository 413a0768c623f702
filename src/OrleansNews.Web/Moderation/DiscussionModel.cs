using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The rules for comments, to be changed.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Settings">The settings as they are, or as they were typed.</param>
public sealed record DiscussionModel(SiteFrame Frame, Actor Actor, SiteSettings Settings)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Whether they were saved just now.</summary>
    public bool Saved { get; init; }
}
