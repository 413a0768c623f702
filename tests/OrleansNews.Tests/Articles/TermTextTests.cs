namespace OrleansNews.Articles;

/// <summary>Orleans writes what a message holds into the log when it comes too late: whatever holds a section has a text that ends.</summary>
public sealed class TermTextTests
{
    [Fact]
    public void Section_IsToldByItsPath() => Assert.Equal("politics/local", Term.Nested("Politics/Local")!.ToString());

    [Fact]
    public void Term_OfTheFirstLevel_IsToldByItsSlug() => Assert.Equal("harbour", Term.Named("Harbour").ToString());
}
