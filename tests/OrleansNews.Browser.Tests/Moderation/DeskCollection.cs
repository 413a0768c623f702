namespace OrleansNews.Moderation;

/// <summary>Tests of one desk, each with a story of its own.</summary>
[CollectionDefinition(nameof(DeskCollection))]
public sealed class DeskCollection : ICollectionFixture<DeskFixture>;
