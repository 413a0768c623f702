using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

public sealed class RankedBitsTests
{
    [Fact]
    public void AnySet_CountsAndWalks_LikeASortedSet()
    {
        var changes = Gen.ListOf(Gen.Choose(0, 20_000).SelectMany(index => Gen.Elements(true, true, false).Select(value => (index, value)))).ToArbitrary();
        Prop.ForAll(changes, list =>
        {
            var bits = new RankedBits();
            var model = new SortedSet<int>();
            foreach (var (index, value) in list)
            {
                bits[index] = value;
                if (value) model.Add(index);
                else model.Remove(index);
            }

            var sorted = model.ToList();
            return bits.Count == sorted.Count &&
                   sorted.Select((index, rank) => bits.Select(rank) == index && bits.Rank(index) == rank && bits[index]).All(x => x) &&
                   new[] { 0, 1, 63, 64, 4_095, 4_096, 10_000, 30_000, int.MaxValue }.All(at =>
                       bits.Next(at) == sorted.Where(i => i >= at).DefaultIfEmpty(-1).First() &&
                       bits.Previous(at) == sorted.Where(i => i < at).DefaultIfEmpty(-1).Last());
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void EmptySet_HasNoMembers()
    {
        var bits = new RankedBits();
        Assert.Equal((-1, -1, -1, 0), (bits.Next(0), bits.Previous(int.MaxValue), bits.Select(0), bits.Count));
        bits[100_000] = false;
        Assert.False(bits[100_000]);
    }
}
