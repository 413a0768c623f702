namespace OrleansNews.Cluster.Faults;

/// <summary>Which fault comes next: in each round every kind once, a stop in order first, so that nothing else is broken then, and the others in an order that the seed decides.</summary>
/// <param name="seed">Decides it.</param>
/// <param name="canCut">Whether processes can be cut off from each other here.</param>
/// <param name="isShort">Whether there is time for one round alone: then nothing is down for longer than it has to be, and what a longer fault shows is left out of it.</param>
internal sealed class FaultPlan(int seed, bool canCut, bool isShort)
{
    private readonly Random _random = new(seed);
    private readonly Queue<FaultKind> _round = new();

    /// <summary>Whether a round is complete.</summary>
    public bool IsBetweenRounds => _round.Count == 0;

    /// <summary>The next fault, which of several processes it is about, and how long it lasts.</summary>
    public (FaultKind Kind, int Which, TimeSpan Lasts) Next()
    {
        if (_round.Count == 0)
        {
            var kinds = Enum.GetValues<FaultKind>()
                .Where(kind => canCut || kind is not (FaultKind.CutSiloFromSilosBriefly or FaultKind.CutSiloFromSilos or FaultKind.CutSiloFromOneSilo or FaultKind.CutSiloFromDatabase))
                .Where(kind => !isShort || kind is not (FaultKind.PauseSiloBriefly or FaultKind.CutSiloFromSilosBriefly or FaultKind.CutSiloFromOneSilo))
                .ToArray();
            _random.Shuffle(kinds);
            foreach (var kind in kinds.OrderBy(kind => kind != FaultKind.StopSilo)) _round.Enqueue(kind);
        }

        var next = _round.Dequeue();
        return (next, _random.Next(int.MaxValue), TimeSpan.FromSeconds(next switch
        {
            // After a few seconds the others have found it out; before, its successor on the same port says it.
            FaultKind.KillSilo => 1 + _random.Next(isShort ? 4 : 15),
            FaultKind.PauseSilo or FaultKind.CutSiloFromSilos when isShort => FaultSpan.GivenUp.TotalSeconds + _random.Next(3),
            FaultKind.CutSiloFromDatabase when isShort => 2 + _random.Next(4),
            FaultKind.PauseSilo or FaultKind.CutSiloFromSilos or FaultKind.CutSiloFromOneSilo => 10 + _random.Next(16),
            FaultKind.CutSiloFromDatabase => _random.Next(2) == 0 ? 2 + _random.Next(4) : 10 + _random.Next(16),
            _ => 1 + _random.Next(4),
        }));
    }
}
