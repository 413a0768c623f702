using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// What one front end knows of a thread, and the readers who follow it: the newest events, the states, the connections. Everything is guarded by one
/// lock; connections are written to outside of it, by one writer of log events, so that a reader who comes in has an event by replay or gets it, never both.
/// </summary>
internal sealed class ThreadFeed(LiveOptions options, ReplayBudget budget, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LiveFrame _beat = EventStream.Beat(options.Heartbeat);
    private readonly ReplayRing _ring = new(options.ReplayEvents, options.ReplayBytes, budget);
    private readonly HashSet<LiveConnection> _connections = [];
    private readonly Dictionary<string, LiveFrame> _states = new(StringComparer.Ordinal);
    private LiveConnection[]? _everybody = [];
    private ThreadPosition? _position;

    /// <summary>The end of what is known; null before the thread was first read.</summary>
    public ThreadPosition? Position
    {
        get
        {
            lock (_gate) return _position;
        }
    }

    /// <summary>The position behind which every event is known.</summary>
    public long Start
    {
        get
        {
            lock (_gate) return _ring.Start;
        }
    }

    /// <summary>How many readers there are.</summary>
    public int Readers
    {
        get
        {
            lock (_gate) return _connections.Count;
        }
    }

    /// <summary>Begins, or begins anew after a break: what readers have does not connect to it, and they are told so.</summary>
    public Task RestartAsync(ThreadPosition position)
    {
        LiveConnection[] everybody;
        lock (_gate)
        {
            everybody = _position is null ? [] : Everybody();
            _position = position;
            _ring.Restart(position.Sequence);
        }

        return FanOut.SendAsync(everybody, new[] { Reset(position) });
    }

    /// <summary>Learns the epoch of a thread that had no event so far: its first one gives it one. Nobody misses anything by that.</summary>
    public void Begin(long epoch)
    {
        lock (_gate)
        {
            if (_position is { Epoch: 0, Sequence: 0 }) _position = new(epoch, 0);
        }
    }

    /// <summary>Adds the next events and sends them in one piece. Earlier events of their comments take on the comments' present look.</summary>
    public async Task AppendAsync(IReadOnlyList<LogUpdate> updates)
    {
        if (updates.Count == 0) return;
        var frames = new LiveFrame[updates.Count];
        LiveConnection[] everybody;
        lock (_gate)
        {
            for (var i = 0; i < frames.Length; i++)
            {
                var entry = updates[i].Entry;
                if (entry is { Comment: { } comment, Change: LogChange.Edited or LogChange.Decided }) _ring.Rewrite(comment, updates[i].Present);
                _ring.Append(entry);
                frames[i] = entry.Frame;
            }

            _position = _position!.Value with { Sequence = updates[^1].Entry.Sequence };
            everybody = Everybody();
        }

        await FanOut.SendAsync(everybody, frames);
        lock (_gate) _ring.Trim();
    }

    /// <summary>Lets go of events that were read again, unless a reader is still taking them.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            if (_ring.IsOver && !_connections.Any(static connection => connection.IsWaiting)) _ring.Trim();
        }
    }

    /// <summary>Adds events that were there before the ring began.</summary>
    public void Prepend(IReadOnlyList<ReplayEntry> older)
    {
        lock (_gate) _ring.Prepend(older);
    }

    /// <summary>The comments, still kept, whose elements name the author of another.</summary>
    public IReadOnlyList<CommentId> CommentsThatName(CommentId comment)
    {
        lock (_gate) return [.. _ring.Entries.Where(entry => entry.Names == comment).Select(entry => entry.Comment!.Value).Distinct()];
    }

    /// <summary>Gives the kept events of a comment its present look, and tells nobody.</summary>
    public void Rewrite(CommentId comment, Func<ReplayEntry, LiveFrame> present)
    {
        lock (_gate) _ring.Rewrite(comment, present);
    }

    /// <summary>Remembers a state for readers to come (<paramref name="greeting"/>) and sends it to those who are here.</summary>
    public Task SetStateAsync(string name, LiveFrame greeting, LiveFrame change)
    {
        var (everybody, isKnown) = Remember(name, greeting);
        return FanOut.SendAsync(everybody, new[] { isKnown ? change : greeting });
    }

    /// <summary>The same for a state that may reach the last reader a moment later. The next one of its name waits for the end of this one.</summary>
    public Task SetStateGentlyAsync(string name, LiveFrame state) => FanOut.SendGentlyAsync(Remember(name, state).Everybody, state, time);

    /// <summary>Sends a comment line to those who have heard nothing for a while.</summary>
    public Task BeatAsync()
    {
        LiveConnection[] everybody;
        lock (_gate) everybody = Everybody();
        return FanOut.SendGentlyAsync(Array.FindAll(everybody, static connection => connection.IsSilent), _beat, time);
    }

    /// <summary>Lets a reader in who has everything up to <paramref name="after"/>, or says what is missing first.</summary>
    public Admission Admit(LiveConnection connection, ThreadPosition? after, LiveFrame greeting, bool isLastTry)
    {
        lock (_gate)
        {
            if (_position is not { } position) return Admission.NotReady;
            // The page of a thread without events says 0:0: before everything, whatever the epoch became.
            var from = after is null ? position : after is { Epoch: 0, Sequence: 0 } ? position with { Sequence = 0 } : after.Value;
            // A later epoch is one that this front end has not heard of yet, as when the thread has just had its first event.
            if (from.Epoch > position.Epoch && !isLastTry) return Admission.Ahead;
            if (from.Epoch != position.Epoch || position.Sequence - from.Sequence > options.ReplayEvents) return Enter(Reset(position));
            if (from.Sequence > position.Sequence) return isLastTry ? Enter(Reset(position)) : Admission.Ahead;
            if (from.Sequence < _ring.Start) return isLastTry ? Enter(Reset(position)) : Admission.Behind;
            return Enter(null);

            Admission Enter(LiveFrame? reset)
            {
                IEnumerable<LiveFrame> replay = reset is null ? _ring.After(from.Sequence) : [reset];
                // States last: they are newer than what the replayed events looked like when they were rendered.
                if (connection.Begin([greeting, _beat, .. replay, .. _states.Values]) && _connections.Add(connection)) _everybody = null;
                return Admission.Entered;
            }
        }
    }

    public void Leave(LiveConnection connection)
    {
        lock (_gate)
        {
            if (_connections.Remove(connection)) _everybody = null;
        }
    }

    /// <summary>Ends every connection, each with its own time to come back.</summary>
    public void End(Func<LiveFrame> farewell)
    {
        LiveConnection[] everybody;
        lock (_gate)
        {
            everybody = Everybody();
            _connections.Clear();
            _everybody = [];
        }

        foreach (var connection in everybody)
        {
            connection.Send([farewell()]);
            connection.End();
        }
    }

    /// <summary>Lets go of every event: nobody follows any more.</summary>
    public void Forget()
    {
        lock (_gate) _ring.Restart(_ring.End);
    }

    private (LiveConnection[] Everybody, bool IsKnown) Remember(string name, LiveFrame greeting)
    {
        lock (_gate)
        {
            var isKnown = _states.ContainsKey(name);
            _states[name] = greeting;
            return (Everybody(), isKnown);
        }
    }

    // Made anew after somebody came or left, not for every event.
    private LiveConnection[] Everybody() => _everybody ??= [.. _connections];

    private static LiveFrame Reset(ThreadPosition position) =>
        EventStream.State("reset", new LiveReset(position.ToString()), LiveJson.Compact.LiveReset);
}
