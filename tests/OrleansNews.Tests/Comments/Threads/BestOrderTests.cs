using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

public sealed class BestOrderTests
{
    [Fact]
    public void AnyVotes_AreReadBestFirst_FromEveryPlace()
    {
        var votes = Gen.ListOf(Gen.Choose(1, 3_000).SelectMany(number => Gen.Choose(0, 30).Select(score => (number, score)))).Resize(3_000).ToArbitrary();
        Prop.ForAll(votes, list =>
        {
            var order = new BestOrder();
            var scores = new Dictionary<int, int>();
            foreach (var (number, score) in list)
            {
                if (scores.TryGetValue(number, out var old)) order.Remove(number, old);
                order.Add(number, score);
                scores[number] = score;
            }

            var expected = scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key).ToList();
            var all = new List<int>();
            order.Read(double.MaxValue, 0, int.MaxValue, all);
            var half = expected.Count / 2;
            var rest = new List<int>();
            if (half > 0) order.Read(expected[half - 1].Value, expected[half - 1].Key, 50, rest);
            return all.SequenceEqual(expected.Select(e => e.Key)) && order.Count == expected.Count &&
                   (half == 0 || rest.SequenceEqual(expected.Skip(half).Take(50).Select(e => e.Key)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void Wilson_ManyVotesOfEqualShare_StandAboveFew()
    {
        Assert.True(Wilson.LowerBound(40, 10) > Wilson.LowerBound(1, 0));
        Assert.True(Wilson.LowerBound(100, 0) > Wilson.LowerBound(10, 0));
        Assert.Equal(0, Wilson.LowerBound(0, 5));
        Assert.Equal(0, Wilson.LowerBound(0, 0));
        Assert.Equal(0.2065, Wilson.LowerBound(1, 0), 0.0001);
    }
}
