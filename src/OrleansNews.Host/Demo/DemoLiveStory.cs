namespace OrleansNews.Demo;

/// <summary>The entries of one live story.</summary>
/// <param name="Story">The story's slug.</param>
/// <param name="Entries">In the order in which they were added.</param>
internal sealed record DemoLiveStory(string Story, IReadOnlyList<DemoLiveEntry> Entries);

/// <summary>An entry.</summary>
/// <param name="At">When it was added.</param>
/// <param name="By">Who added it.</param>
/// <param name="Headline">Its headline; may be empty.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Key">Whether it sums the story up.</param>
/// <param name="Pinned">Whether it stands above all others.</param>
internal sealed record DemoLiveEntry(DateTimeOffset At, string By, string Headline, string Text, bool Key = false, bool Pinned = false);
