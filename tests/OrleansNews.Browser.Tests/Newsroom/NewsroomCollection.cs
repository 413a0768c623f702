namespace OrleansNews.Newsroom;

/// <summary>Tests of one newsroom, each with stories, pictures and colleagues of its own.</summary>
[CollectionDefinition(nameof(NewsroomCollection))]
public sealed class NewsroomCollection : ICollectionFixture<StaffFixture>;
