namespace OrleansNews.Comments;

public class ChangeRingTests
{
    private const long First = 1L << 40;

    [Fact]
    public void After_AKnownVersion_NamesWhatChangedSince_EachOnce()
    {
        var ring = new ChangeRing(First);
        ring.Note(new(1), onlyAdds: true);
        var before = ring.After(First).Version;
        foreach (var article in new long[] { 2, 3, 2 }) ring.Note(new(article), onlyAdds: true);

        var changes = ring.After(before);
        Assert.False(changes.Reset);
        Assert.Equal([new(2), new(3)], changes.Articles.OrderBy(article => article.Value));
        Assert.Empty(ring.After(changes.Version).Articles);
        Assert.False(ring.After(changes.Version).Reset);
    }

    [Fact]
    public void After_ChangesOfBothKinds_SaysOfAStoryThatCommentsWereOnlyAdded_WhereThatIsAll()
    {
        var ring = new ChangeRing(First);
        ring.Note(new(1), onlyAdds: true);
        ring.Note(new(2), onlyAdds: true);
        ring.Note(new(2), onlyAdds: false);
        ring.Note(new(2), onlyAdds: true);

        Assert.Equal([new(1)], ring.After(First).Added);
        Assert.Equal([new(2)], ring.After(First + 3).Added);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(First - 1)]
    [InlineData(First + 1)]
    public void After_AVersionOfAnotherActivation_IsAReset(long version)
    {
        var changes = new ChangeRing(First).After(version);
        Assert.True(changes.Reset);
        Assert.Empty(changes.Articles);
    }

    [Fact]
    public void After_MoreThanTheRingHolds_IsAReset_AndNeverAGap()
    {
        var ring = new ChangeRing(First);
        for (var number = 1; number <= ChangeRing.Size + 1; number++) ring.Note(new(number), onlyAdds: true);

        Assert.True(ring.After(First).Reset);
        var changes = ring.After(First + 1);
        Assert.False(changes.Reset);
        Assert.Equal(ChangeRing.Size, changes.Articles.Length);
        Assert.DoesNotContain(new ArticleId(1), changes.Articles);
    }
}
