using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Operations;

/// <summary>
/// How silos and front ends say that they are. Key: 0. In memory: each tells it every few seconds, so a restart forgets nothing that somebody does not say again, and who looks at it asks one grain and no other.
/// </summary>
[Alias("news.operations-board")]
public interface IOperationsBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Replaces what a silo said last. A report counts for 15 s.</summary>
    [Alias("report-silo")]
    Task ReportSiloAsync(SiloReport report);

    /// <summary>Replaces what a front end said last. A report counts for 15 s.</summary>
    [Alias("report-front-end")]
    Task ReportFrontEndAsync(FrontEndReport report);

    /// <summary>What is known; null when <paramref name="actor"/> may not see it.</summary>
    [Alias("read")]
    Task<OperationsReport?> ReadAsync(Actor actor);
}

/// <summary>What all silos and front ends say of themselves, each by its place.</summary>
/// <param name="Silos">By place.</param>
/// <param name="FrontEnds">By place.</param>
[GenerateSerializer, Immutable, Alias("news.OperationsReport")]
public sealed record OperationsReport([property: Id(0)] ImmutableArray<SiloReport> Silos, [property: Id(1)] ImmutableArray<FrontEndReport> FrontEnds);

/// <summary>What a process is.</summary>
/// <param name="Id">Another one after each start.</param>
/// <param name="Place">Where others find it.</param>
/// <param name="Build">Version and commit of its program.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="MemoryBytes">What it has in memory.</param>
[GenerateSerializer, Immutable, Alias("news.ProcessReport")]
public sealed record ProcessReport(
    [property: Id(0)] Guid Id, [property: Id(1)] string Place, [property: Id(2)] string Build, [property: Id(3)] DateTimeOffset StartedAt, [property: Id(4)] long MemoryBytes);

/// <summary>What a silo says of itself.</summary>
/// <param name="Process">The process.</param>
/// <param name="CpuPercent">How much of its processors is used, smoothed.</param>
/// <param name="OutboxAge">How long the oldest undelivered message of its shards waits.</param>
/// <param name="OutboxOwners">Grains of its shards that may have undelivered messages.</param>
/// <param name="Stores">What its stores did in the last minute.</param>
/// <param name="Threads">Its longest threads, and those in which commands wait; at most <see cref="MostThreads"/>.</param>
[GenerateSerializer, Immutable, Alias("news.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] ProcessReport Process,
    [property: Id(1)] double CpuPercent,
    [property: Id(2)] TimeSpan OutboxAge,
    [property: Id(3)] int OutboxOwners,
    [property: Id(4)] ImmutableArray<StoreReport> Stores,
    [property: Id(5)] ImmutableArray<ThreadSize> Threads)
{
    /// <summary>How many threads a report may have.</summary>
    public const int MostThreads = 20;
}

/// <summary>What a store did in the last minute.</summary>
/// <param name="Instrument">The name of what was measured: <c>orleansnews.storage.write.duration</c>.</param>
/// <param name="Operations">How many operations ended.</param>
/// <param name="Mean">How long one took.</param>
/// <param name="Longest">How long the slowest one took.</param>
[GenerateSerializer, Immutable, Alias("news.StoreReport")]
public sealed record StoreReport([property: Id(0)] string Instrument, [property: Id(1)] long Operations, [property: Id(2)] TimeSpan Mean, [property: Id(3)] TimeSpan Longest);

/// <summary>How large a comment thread is, of those that a silo has in memory.</summary>
/// <param name="Article">The story.</param>
/// <param name="Events">The length of its log.</param>
/// <param name="Comments">Comments that were ever posted, hidden ones too.</param>
/// <param name="Waiting">Commands that wait for a commit.</param>
[GenerateSerializer, Immutable, Alias("news.ThreadSize")]
public readonly record struct ThreadSize([property: Id(0)] ArticleId Article, [property: Id(1)] long Events, [property: Id(2)] int Comments, [property: Id(3)] int Waiting);

/// <summary>What a front end says of itself.</summary>
/// <param name="Process">The process.</param>
/// <param name="Pages">Pages in memory.</param>
/// <param name="PageBytes">Bytes of them.</param>
/// <param name="StalePages">Pages of the last minute that it served although the cluster did not confirm them in time.</param>
/// <param name="Coverage">Which part of the pages to be kept on disk is there and present; null where none are kept.</param>
/// <param name="LiveReaders">Live feeds that it holds open.</param>
[GenerateSerializer, Immutable, Alias("news.FrontEndReport")]
public sealed record FrontEndReport(
    [property: Id(0)] ProcessReport Process,
    [property: Id(1)] int Pages,
    [property: Id(2)] long PageBytes,
    [property: Id(3)] long StalePages,
    [property: Id(4)] double? Coverage,
    [property: Id(5)] int LiveReaders);
