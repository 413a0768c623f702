using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Operations;

/// <summary>How silos and front ends are.</summary>
/// <param name="Frame">The frame of the page.</param>
/// <param name="Actor">Who looks.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Silos">Every member of the cluster, and what it said of itself.</param>
/// <param name="FrontEnds">Every front end that said something of itself lately.</param>
/// <param name="Threads">The longest threads, and those in which commands wait.</param>
/// <param name="MostRead">The stories that are read most.</param>
/// <param name="MostDiscussed">The stories that are discussed most.</param>
/// <param name="Concerns">What an operator should look at first.</param>
public sealed record OperationsModel(
    SiteFrame Frame,
    Actor Actor,
    DateTimeOffset At,
    ImmutableArray<SiloLine> Silos,
    ImmutableArray<FrontEndReport> FrontEnds,
    ImmutableArray<ThreadLine> Threads,
    ImmutableArray<StoryName> MostRead,
    ImmutableArray<StoryName> MostDiscussed,
    ImmutableArray<string> Concerns);

/// <summary>A member of the cluster.</summary>
/// <param name="Address">Where others find it.</param>
/// <param name="Status">What the membership says of it: <c>Active</c>, <c>ShuttingDown</c>, <c>Dead</c> ...</param>
/// <param name="Report">What it said of itself lately; null when nothing.</param>
public sealed record SiloLine(string Address, string Status, SiloReport? Report);

/// <summary>A comment thread, and the silo that has it.</summary>
public sealed record ThreadLine(StoryName Story, ThreadSize Size, string Silo);

/// <summary>A story by its headline.</summary>
/// <param name="Article">Its number.</param>
/// <param name="Title">Its headline; empty when nobody may read it any more.</param>
/// <param name="Path">Where it is; empty likewise.</param>
public sealed record StoryName(ArticleId Article, string Title, string Path);
