namespace OrleansNews.Browser;

/// <summary>Tests that read the same newspaper, each its own story.</summary>
[CollectionDefinition(nameof(SiteCollection))]
public sealed class SiteCollection : ICollectionFixture<SiteFixture>;
