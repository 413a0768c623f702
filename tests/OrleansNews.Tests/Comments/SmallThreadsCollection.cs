namespace OrleansNews.Comments;

[CollectionDefinition(nameof(SmallThreadsCollection))]
public sealed class SmallThreadsCollection : ICollectionFixture<SmallThreadsCluster>;
