using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>
/// What others must hear of is committed only while the registry of outboxes knows of this thread, so that no crash hides it from them. Commands that bring such events are set aside until the registry has answered, by one call
/// for all of them, beside the commits: who writes meanwhile neither waits nor fails with them. What is decided, edited, flagged or erased keeps its place behind them, because it may be about them.
/// </content>
internal sealed partial class ThreadCore
{
    // A batch in which one refusal after the other depends on what was set aside is not decided anew for each.
    private const int MostRounds = 3;

    private readonly HashSet<object> _subjectsSetAside = [];
    private List<PendingCommand> _setAside = [];
    private int _setAsideBytes;
    private long? _registration;
    private bool _isRegistering;

    // Between its taking and its deciding the head may be read again.
    private bool _isUndecided;
    private Task _registering = Task.CompletedTask;

    // So many commands at the head of the queue waited for the registration.
    private int _registered;
    private int _wakes;

    private bool IsNews(StoredEvent stored) => IsApproval(stored) || stored.OwesMail || (IsForModerators(stored) && stored.Kind != EventKind.Decided);

    private void DecideBatch(DateTimeOffset now)
    {
        _isUndecided = false;
        var rounds = 0;
        do
        {
            rounds++;
            _draft.Begin(_log.WritingEpoch, _owner.LastNumber, now);
            foreach (var command in _batch)
            {
                var events = _draft.Events.Count;
                command.Evaluate(_draft);
                if (_registration is null) command.OwesNews = OwesNewsBehind(events);
            }
        }
        while (_registration is null && SetAside(withRest: rounds >= MostRounds)); // What is left is decided anew, without them.
        _draft.Note(WithMail);
    }

    private bool OwesNewsBehind(int events)
    {
        for (var i = events; i < _draft.Events.Count; i++)
            if (IsNews(WithMail(_draft.Events[i]))) return true;
        return false;
    }

    private bool SetAside(bool withRest)
    {
        var rest = false;
        foreach (var command in _batch)
        {
            if (!rest && !command.OwesNews && !IsBehindOneSetAside(command)) continue;
            SetAside(command);
            rest = withRest;
        }

        if (_batch.RemoveAll(static command => command.IsSetAside) == 0) return false;
        if (!_isRegistering) _registering = RegisterAsync();
        return true;
    }

    private bool IsBehindOneSetAside(PendingCommand command) =>
        command.MayOvertake ? command.Subject is { } subject && _subjectsSetAside.Contains(subject) : _setAside.Count > 0;

    private void SetAside(PendingCommand command)
    {
        command.IsSetAside = true;
        // They have a bound of their own: those who need no registry are not to be turned away because of them.
        if (_setAside.Count >= _options.MaxQueuedCommands || (_setAsideBytes + command.Size > _options.MaxQueuedBytes && _setAside.Count > 0))
        {
            _instruments.Busy.Add(1);
            command.Fail(Overloaded());
            return;
        }

        if (command.Subject is { } subject) _subjectsSetAside.Add(subject);
        _setAside.Add(command);
        _setAsideBytes += command.Size;
        _instruments.Queued.Add(1);
    }

    private List<PendingCommand> TakeSetAside()
    {
        var taken = _setAside;
        (_setAside, _setAsideBytes) = ([], 0);
        _subjectsSetAside.Clear();
        return taken;
    }

    private async Task RegisterAsync()
    {
        _isRegistering = true;
        ThreadUnavailableException? fault = null;
        try
        {
            _registration = await NewRegistrationAsync();
        }
        catch (Exception notRegistered)
        {
            LogNotRegistered(notRegistered, _article);
            fault = new("It is not known whether others would hear of it.");
        }

        _isRegistering = false;
        PutBack(TakeSetAside(), fault);
        if (_queue.Count > 0) Pump();
    }

    // What the registry knew when it woke the thread ends with the waking, and what it was asked before may be among it.
    private async Task<long> NewRegistrationAsync()
    {
        while (true)
        {
            var wakes = _wakes;
            var registration = await _outlets.RegisterOutboxAsync();
            if (wakes == _wakes) return registration;
        }
    }

    // They came before whatever is in the queue, and before a batch that was taken out of it and is not decided yet.
    private void PutBack(List<PendingCommand> commands, ThreadUnavailableException? fault)
    {
        var behind = _queue.ToArray();
        _queue.Clear();
        foreach (var command in commands)
        {
            command.IsSetAside = false;
            if (fault is not null && command.OwesNews)
            {
                _instruments.Queued.Add(-1);
                command.Fail(fault);
                continue;
            }

            _queue.Enqueue(command);
            _queuedBytes += command.Size;
        }

        _registered += _queue.Count;
        if (_isUndecided)
        {
            foreach (var command in _batch)
            {
                _queue.Enqueue(command);
                _queuedBytes += command.Size;
            }

            _instruments.Queued.Add(_batch.Count);
            _batch.Clear();
        }

        foreach (var command in behind) _queue.Enqueue(command);
    }

    // Not while commands are about to rely on it: they would wait for another one, and again.
    private long? TakeRegistration()
    {
        if (_registered > 0) return null;
        var taken = _registration;
        _registration = null;
        return taken;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry of outboxes did not take the thread of story {Article}; who waited for it may try again.")]
    private partial void LogNotRegistered(Exception fault, ArticleId article);
}
