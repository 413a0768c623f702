using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Who has a story open. In memory: an activation that ends forgets it, and the next sign of whoever writes says it again.</summary>
internal sealed class OpenStory
{
    private EditLock? _held;
    private DateTimeOffset _until;

    /// <summary>Who has it; null when nobody.</summary>
    public EditLock? HeldAt(DateTimeOffset now) => now < _until ? _held : null;

    /// <summary>Whether somebody else has it.</summary>
    public EditLock? InTheWayOf(Actor actor, DateTimeOffset now) => actor.Login.Length > 0 && HeldAt(now) is { } held && held.Login != actor.Login ? held : null;

    /// <summary>Somebody opens a page to write on. Answers who has the story then.</summary>
    public EditLock Open(Actor actor, TimeSpan length, bool takeOver, DateTimeOffset now)
    {
        if (!takeOver && InTheWayOf(actor, now) is { } other) return other;
        var since = HeldAt(now) is { } held && held.Login == actor.Login ? held.Since : now;
        _until = now + length;
        return _held = new(actor.Login, actor.Name, since, Guid.NewGuid());
    }

    /// <summary>Somebody gives a sign that they still write.</summary>
    public EditLock GoOn(Actor actor, TimeSpan length, DateTimeOffset now)
    {
        if (HeldAt(now)?.Login != actor.Login) return Open(actor, length, takeOver: false, now);
        _until = now + length;
        return _held!;
    }

    /// <summary>Somebody leaves a page, which may not be the last one that they opened.</summary>
    public void Close(Guid page, Actor actor)
    {
        if (_held?.Login == actor.Login && _held.Page == page) _held = null;
    }
}
