using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

public sealed class NumberTableTests
{
    [Fact]
    public void AnyHashes_FindExactlyTheirNumbers()
    {
        var hashes = Gen.ListOf(Gen.OneOf(Gen.Choose(1, 50), Gen.Choose(1, int.MaxValue))).Resize(500).ToArbitrary();
        Prop.ForAll(hashes, list => Holds([0, .. list.Select(hash => (ulong)hash)], reserve: false)).Check(Config.QuickThrowOnFailure);
    }

    [Theory]
    [InlineData(false, int.MaxValue)]
    [InlineData(true, int.MaxValue)]
    [InlineData(false, 100)]
    public void HundredThousand_InManyParts_FindExactlyTheirNumbers(bool reserve, int batch)
    {
        var random = new Random(5);
        Assert.True(Holds([0, .. Enumerable.Range(1, 100_000).Select(_ => (ulong)random.NextInt64(1, 60_000) * 0x5851F42D4C957F2D)], reserve, batch));
    }

    [Fact]
    public void OneHash_OfTenThousand_DoesNotStopTheTable() => Assert.True(Holds([0, .. Enumerable.Repeat(7UL, 10_000)], reserve: false));

    [Fact]
    public void ClearedHash_IsNotFoundAlsoAfterTheTableGrew()
    {
        var hashes = Enumerable.Range(0, 20_000).Select(number => (ulong)number * 3).ToArray();
        var table = new NumberTable(number => hashes[number]);
        for (var number = 1; number < 5_000; number++) table.Add(number);
        var cleared = hashes[4_000];
        hashes[4_000] = 0;
        for (var number = 5_000; number < hashes.Length; number++) table.Add(number);
        Assert.Empty(Found(table, cleared));
        Assert.Equal([4_001], Found(table, hashes[4_001]));
    }

    [Fact]
    public void Replace_PutsTheNewNumberInTheOldOnesPlace()
    {
        var table = new NumberTable(number => (ulong)(number % 1_000 + 1));
        for (var number = 1; number <= 1_000; number++) table.Add(number);
        table.Replace(500, 1_500);
        Assert.Equal([1_500], Found(table, 501));
    }

    private static bool Holds(ulong[] hashes, bool reserve, int batch = int.MaxValue)
    {
        var table = new NumberTable(number => hashes[number]);
        if (reserve) table.Reserve(hashes.Length);
        for (var number = 1; number < hashes.Length; number++)
        {
            table.Add(number);
            if (number % batch == 0) table.MakeRoom();
        }

        var expected = Enumerable.Range(1, hashes.Length - 1).ToLookup(number => hashes[number]);
        return expected.All(group => Found(table, group.Key).Order().SequenceEqual(group)) && Found(table, 0x7FFF_FFFF_FFFF).Count == 0;
    }

    private static List<int> Found(NumberTable table, ulong hash)
    {
        var found = new List<int>();
        foreach (var number in table.Find(hash)) found.Add(number);
        return found;
    }
}
