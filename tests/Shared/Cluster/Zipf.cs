namespace OrleansNews.Cluster;

/// <summary>Chooses as readers do: the second is chosen half as often as the first, the third a third as often.</summary>
internal sealed class Zipf
{
    private readonly double[] _upTo;

    public Zipf(int count)
    {
        _upTo = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++) _upTo[rank] = sum += 1.0 / (rank + 1);
    }

    /// <summary>A rank from 0 on.</summary>
    public int Next(Random random) => RankOf(random.NextDouble());

    /// <summary>The rank, from 0 on, behind a share of all choices.</summary>
    /// <param name="share">From 0 to 1.</param>
    public int RankOf(double share)
    {
        var place = Array.BinarySearch(_upTo, share * _upTo[^1]);
        return Math.Min(place < 0 ? ~place : place, _upTo.Length - 1);
    }
}
