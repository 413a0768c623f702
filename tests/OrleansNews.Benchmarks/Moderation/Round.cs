using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>What one turn found.</summary>
internal sealed record Round(IReadOnlyList<LoadResult> Desk, IReadOnlyList<LoadResult> Readers, WrkResult Pages, WrkResult Comments, double Stored, IReadOnlyList<double> Decisions);
