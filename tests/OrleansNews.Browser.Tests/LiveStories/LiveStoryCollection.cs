using OrleansNews.Newsroom;

namespace OrleansNews.LiveStories;

/// <summary>Tests of one newspaper, each with a live story of its own.</summary>
[CollectionDefinition(nameof(LiveStoryCollection))]
public sealed class LiveStoryCollection : ICollectionFixture<StaffFixture>;
