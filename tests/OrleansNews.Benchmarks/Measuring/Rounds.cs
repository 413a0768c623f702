using System.Collections.Immutable;
using System.Globalization;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>What is compared is measured in turns, several times over, so that whatever else the machine does meanwhile meets all of it; the middle round counts.</summary>
internal static class Rounds
{
    /// <summary>How often everything is measured.</summary>
    public const int Count = 3;

    /// <summary>Measures one after the other, round by round; returns for each what its rounds found.</summary>
    public static async Task<ImmutableArray<ImmutableArray<T>>> TakeTurnsAsync<T>(params IReadOnlyList<Func<Task<T>>> measures)
    {
        var found = measures.Select(_ => ImmutableArray.CreateBuilder<T>(Count)).ToList();
        for (var round = 0; round < Count; round++)
        {
            for (var turn = 0; turn < measures.Count; turn++) found[turn].Add(await measures[turn]());
        }

        return [.. found.Select(rounds => rounds.ToImmutable())];
    }

    /// <summary>The middle one.</summary>
    public static double Middle(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>All of them, so that a reader sees how far apart they are.</summary>
    public static string Tell(IEnumerable<double> rounds, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"rounds: {string.Join(", ", rounds.Select(round => round.ToString(round >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture)))} {unit}");
}
