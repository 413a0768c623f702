using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// What one front end knows of a thread, and the readers who follow it: the newest events, the states, the connections. Everything is guarded
/// by one lock that nobody holds while waiting.
/// </summary>
internal sealed class ThreadFeed(LiveOptions options)
{
    private readonly Lock _gate = new();
    private readonly ReplayRing _ring = new(options.ReplayEvents);
    private readonly List<LiveConnection> _connections = [];
    private readonly Dictionary<string, LiveFrame> _states = new(StringComparer.Ordinal);
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
    public void Restart(ThreadPosition position)
    {
        lock (_gate)
        {
            var first = _position is null;
            _position = position;
            _ring.Restart(position.Sequence);
            if (!first) Broadcast(Reset(position));
        }
    }

    /// <summary>Learns the epoch of a thread that had no event so far: its first one gives it one. Nobody misses anything by that.</summary>
    public void Begin(long epoch)
    {
        lock (_gate)
        {
            if (_position is { Epoch: 0, Sequence: 0 }) _position = new(epoch, 0);
        }
    }

    /// <summary>Adds the next event and sends it. Earlier events of its comment take on the comment's present look.</summary>
    public void Append(ReplayEntry entry, Func<ReplayEntry, LiveFrame> present)
    {
        lock (_gate)
        {
            if (entry is { Comment: { } comment, Change: LogChange.Edited or LogChange.Decided }) _ring.Rewrite(comment, present);
            _ring.Append(entry);
            _position = _position!.Value with { Sequence = entry.Sequence };
            Broadcast(entry.Frame);
        }
    }

    /// <summary>Adds events that were there before the ring began.</summary>
    public void Prepend(IReadOnlyList<ReplayEntry> older)
    {
        lock (_gate) _ring.Prepend(older);
    }

    /// <summary>Remembers a state for readers to come (<paramref name="greeting"/>) and sends it to those who are here.</summary>
    public void SetState(string name, LiveFrame greeting, LiveFrame change)
    {
        lock (_gate)
        {
            var isFirst = !_states.ContainsKey(name);
            _states[name] = greeting;
            Broadcast(isFirst ? greeting : change);
        }
    }

    /// <summary>Sends something to everybody that no reader to come needs.</summary>
    public void Send(LiveFrame frame)
    {
        lock (_gate) Broadcast(frame);
    }

    /// <summary>Lets a reader in who has everything up to <paramref name="after"/>, or says what is missing first.</summary>
    public Admission Admit(LiveConnection connection, ThreadPosition? after, LiveFrame greeting, bool isLastTry)
    {
        lock (_gate)
        {
            if (_position is not { } position) return Admission.NotReady;
            // The page of a thread without events says 0:0: before everything, whatever the epoch became.
            var from = after is null ? position : after is { Epoch: 0, Sequence: 0 } ? position with { Sequence = 0 } : after.Value;
            if (from.Epoch != position.Epoch || position.Sequence - from.Sequence > options.ReplayEvents) return Enter(Reset(position));
            if (from.Sequence > position.Sequence) return isLastTry ? Enter(Reset(position)) : Admission.Ahead;
            return from.Sequence < _ring.Start ? Admission.Behind : Enter(null);

            Admission Enter(LiveFrame? reset)
            {
                IEnumerable<LiveFrame> replay = reset is null ? _ring.After(from.Sequence) : [reset];
                if (connection.Send([greeting, .. _states.Values, .. replay])) _connections.Add(connection);
                return Admission.Entered;
            }
        }
    }

    public void Leave(LiveConnection connection)
    {
        lock (_gate) _connections.Remove(connection);
    }

    /// <summary>Ends every connection, each with its own time to come back.</summary>
    public void End(Func<LiveFrame> farewell)
    {
        lock (_gate)
        {
            foreach (var connection in _connections)
            {
                connection.Send(farewell());
                connection.End();
            }

            _connections.Clear();
        }
    }

    private void Broadcast(LiveFrame frame) => _connections.RemoveAll(connection => !connection.Send(frame));

    private static LiveFrame Reset(ThreadPosition position) =>
        EventStream.State("reset", new LiveReset(position.ToString()), LiveJson.Compact.LiveReset);
}
