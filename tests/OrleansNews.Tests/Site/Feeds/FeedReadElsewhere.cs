namespace OrleansNews.Site.Feeds;

/// <summary>A feed as a program understands it that others wrote.</summary>
/// <param name="Format">Such as <c>rss 2.0</c>.</param>
/// <param name="Links">Where its items lead to.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record FeedReadElsewhere(string Format, IReadOnlyList<string> Links, IReadOnlyList<string> Problems);
