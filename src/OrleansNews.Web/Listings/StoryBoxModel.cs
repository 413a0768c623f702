namespace OrleansNews.Listings;

/// <summary>A box of stories, ready to be shown.</summary>
/// <param name="Name">Names it in the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Stories">The first first.</param>
public sealed record StoryBoxModel(string Name, string Title, ImmutableArray<StoryLine> Stories);

/// <summary>A story as a box names it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Section">Its section.</param>
public sealed record StoryLine(string Path, string Title, Term? Section);
