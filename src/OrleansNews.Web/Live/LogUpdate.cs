namespace OrleansNews.Live;

/// <summary>A new event, and how the same comment's earlier events look from now on.</summary>
/// <param name="Entry">The event.</param>
/// <param name="Present">What an earlier event of the same comment is exchanged for.</param>
internal sealed record LogUpdate(ReplayEntry Entry, Func<ReplayEntry, LiveFrame> Present);
