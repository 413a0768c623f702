namespace OrleansNews.Live;

/// <summary>An event as a reader gets it.</summary>
/// <param name="Epoch">The first half of its position.</param>
/// <param name="Sequence">The second half.</param>
/// <param name="Name">Its name; empty for one that only moves the position.</param>
/// <param name="Comment">The comment it is about.</param>
internal readonly record struct LoggedEvent(long Epoch, long Sequence, string Name, long Comment);

/// <summary>What really happened to a thread: every event in order, and the mark in the text of every comment that readers see at the end.</summary>
internal sealed record LoggedConversation(IReadOnlyList<LoggedEvent> Log, IReadOnlyDictionary<long, string> Visible)
{
    /// <summary>Where the log ends.</summary>
    public string End => $"{Log[^1].Epoch}:{Log[^1].Sequence}";
}
