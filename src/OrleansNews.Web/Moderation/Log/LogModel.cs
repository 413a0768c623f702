using OrleansNews.Accounts;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>A page of the moderation log for moderators.</summary>
public sealed record LogModel(SiteFrame Frame, Actor Actor, LogQuery Query, ImmutableArray<LogItem> Items, LogPlace? Next);

/// <summary>A page of the moderation log for everybody. Where it goes on is a text that nobody can read; empty at the end.</summary>
public sealed record PublicLogModel(SiteFrame Frame, LogQuery Query, ImmutableArray<LogItem> Items, string Next);
