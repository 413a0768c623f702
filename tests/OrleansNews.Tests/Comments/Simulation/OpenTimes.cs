using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>When the thread was open and when it was closed, by the durable events alone.</summary>
internal sealed class OpenTimes
{
    // It begins open; then it is by turns closed and open.
    private readonly List<long> _turns = [0];

    /// <summary>How often it was closed.</summary>
    public int Closed => _turns.Count / 2;

    public bool IsOpen => IsOpenAt(long.MaxValue);

    /// <summary>The next event is durable: nobody closes what is closed, and nothing is posted then.</summary>
    /// <param name="olderBuildsPost">Whether an older build takes part, which knows nothing of closing.</param>
    public void Take(long sequence, StoredEvent stored, bool olderBuildsPost)
    {
        if (stored.Kind is EventKind.Closed or EventKind.Opened)
        {
            ThreadModel.Require(IsOpen == (stored.Kind == EventKind.Closed), "The thread was closed or opened although it was so.");
            ThreadModel.Require(stored.Login == Posts.Moderator.Login, "The thread was closed or opened by somebody who may not.");
            _turns.Add(sequence);
        }
        else if (stored.Kind == EventKind.Posted)
        {
            ThreadModel.Require(IsOpen || olderBuildsPost, "A comment was posted although the thread was closed.");
        }
    }

    /// <summary>Whether it was open behind this event.</summary>
    public bool IsOpenAt(long sequence) => _turns.Count(turn => turn <= sequence) % 2 == 1;

    /// <summary>Whether it was open, or closed, behind this event, or has been since.</summary>
    public bool WasSince(long sequence, bool open) => IsOpenAt(sequence) == open || _turns[^1] > sequence;
}
