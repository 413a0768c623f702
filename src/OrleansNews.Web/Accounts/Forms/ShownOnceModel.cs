using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>Secrets that are shown this once.</summary>
/// <param name="Frame">What surrounds them.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Title">What they are.</param>
/// <param name="Text">What to do with them.</param>
/// <param name="Secrets">They themselves.</param>
/// <param name="Section">The address in the navigation that the page belongs to.</param>
/// <param name="Back">Where to go on.</param>
public sealed record ShownOnceModel(SiteFrame Frame, Actor Actor, string Title, string Text, ImmutableArray<string> Secrets, string Section, string Back);
