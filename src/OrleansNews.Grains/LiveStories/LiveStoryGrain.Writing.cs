using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Media;

namespace OrleansNews.LiveStories;

/// <content>What staff do to entries.</content>
internal sealed partial class LiveStoryGrain
{
    public Task<LiveEntryResult> AddAsync(AddLiveEntry command) => CommandAsync(command.Actor, MayPublish, async (state, now) =>
    {
        var text = LiveEntryRules.Normalise(command.Content);
        var hash = LiveSubmissionRecord.HashOf(text, command.IsPinned);
        if (await _trees.FindAsync(state, command.Submission) is { } sent) return await AgainAsync(state, sent, hash);
        if (state.EndedAt is not null) return Invalid(LiveEntryRules.Ended);
        if (LiveEntryRules.Validate(text) is { IsEmpty: false } errors) return new LiveEntryInvalid(errors);
        if (command.IsPinned && state.Pinned.Length >= LiveEntryRules.MostPinned) return Invalid(LiveEntryRules.ManyPinned);

        var number = state.LastNumber + 1;
        var at = command is { At: { } earlier, Actor.Login: "" } && earlier < now ? earlier.ToUniversalTime() : now;
        if (await StoreAsync(number, 1, null, text, "", command.Actor, at) is not { } name) return Invalid(LiveEntryRules.TooDeep);
        var entry = new LiveEntryRecord { Number = number, Text = name, Revision = 1, At = at, By = command.Actor.Name };
        var next = await _trees.ApplyAsync(state, entry, null, new() { Submission = command.Submission, Number = number, Hash = hash });
        return await CommitAsync(
            next with { LastNumber = number, StartedAt = state.StartedAt ?? at, Pinned = command.IsPinned ? state.Pinned.Insert(0, number) : state.Pinned }, entry, now);
    });

    public Task<LiveEntryResult> CorrectAsync(CorrectLiveEntry command) => ChangeAsync(command.Number, command.Actor, MayPublish, async (state, entry, now) =>
    {
        if (command.ExpectedRevision != entry.Revision) return new LiveEntryConflict(entry.Revision);
        var text = LiveEntryRules.Normalise(command.Content);
        if (LiveEntryRules.Validate(text).AddRange(LiveEntryRules.ValidateReason(command.Reason)) is { IsEmpty: false } errors) return new LiveEntryInvalid(errors);
        if ((await _texts.GetAsync(entry.Text)).Text == text) return new LiveEntrySaved(entry.Number, entry.Revision, state.Version);
        if (await StoreAsync(entry.Number, entry.Revision + 1, entry.Text, text, command.Reason, command.Actor, now) is not { } name) return Invalid(LiveEntryRules.TooDeep);
        var corrected = entry with { Text = name, Revision = entry.Revision + 1, EditedAt = now };
        var next = await _trees.ApplyAsync(state, corrected, entry, null);
        return await CommitAsync(next with { Untold = next.Version }, corrected, now);
    });

    public Task<LiveEntryResult> WithdrawAsync(WithdrawLiveEntry command) => ChangeAsync(command.Number, command.Actor, MayWithdraw, async (state, entry, now) =>
    {
        if (LiveEntryRules.ValidateReason(command.Reason) is { IsEmpty: false } errors) return new LiveEntryInvalid(errors);
        var withdrawn = entry with { WithdrawnAt = now, WithdrawnBy = command.Actor.Name, WithdrawalReason = command.Reason };
        var next = await _trees.ApplyAsync(state, withdrawn, entry, null);
        return await CommitAsync(next with { Withdrawn = state.Withdrawn + 1, Pinned = state.Pinned.Remove(entry.Number), Untold = next.Version }, withdrawn, now);
    });

    public Task<LiveEntryResult> PinAsync(PinLiveEntry command) => ChangeAsync(command.Number, command.Actor, MayPublish, async (state, entry, now) =>
    {
        if (state.Pinned.Contains(entry.Number) == command.IsPinned) return new LiveEntrySaved(entry.Number, entry.Revision, state.Version);
        if (command.IsPinned && state.Pinned.Length >= LiveEntryRules.MostPinned) return Invalid(LiveEntryRules.ManyPinned);
        var pinned = command.IsPinned ? state.Pinned.Insert(0, entry.Number) : state.Pinned.Remove(entry.Number);
        return await CommitAsync(await _trees.ApplyAsync(state, entry, entry, null) with { Pinned = pinned }, entry, now);
    });

    public Task<LiveEntryResult> EndAsync(EndLiveStory command) => CommandAsync(command.Actor, MayPublish, async (state, now) =>
    {
        if (state.EndedAt is not null == command.HasEnded) return new LiveEntrySaved(0, 0, state.Version);
        return await CommitAsync(state with { Version = state.Version + 1, EndedAt = command.HasEnded ? now : null }, null, now);
    });

    private Task<LiveEntryResult> ChangeAsync(long number, Actor actor, Func<StoryStanding, bool> may, Func<LiveStoryState, LiveEntryRecord, DateTimeOffset, Task<LiveEntryResult>> changeAsync) =>
        CommandAsync(actor, may, async (state, now) =>
            await _trees.FindAsync(state, number) is { IsShown: true } entry ? await changeAsync(state, entry, now) : new LiveEntryNotFound());

    private async Task<LiveEntryResult> AgainAsync(LiveStoryState state, LiveSubmissionRecord sent, long hash)
    {
        if (sent.Hash != hash) return Invalid(LiveEntryRules.OtherText);
        var entry = (await _trees.FindAsync(state, sent.Number))!;
        return new LiveEntrySaved(entry.Number, entry.Revision, state.Version);
    }

    // Null when it is nested too deeply.
    private async Task<string?> StoreAsync(long number, long revision, string? before, LiveEntryText text, string reason, Actor actor, DateTimeOffset now)
    {
        var rendered = await Task.Run(() => _renderer.Render(text.Body, BodyFormat.Markdown, $"live-entry-{number}-"));
        if (rendered is null) return null;
        await _pictures.TellAsync(number, PictureReferences.In(text.Body));
        return await _texts.AddAsync(new()
        {
            Number = number,
            Revision = revision,
            Before = before,
            Headline = text.Headline,
            Body = text.Body,
            IsKey = text.IsKey,
            Html = rendered.Html,
            Summary = rendered.Summary,
            At = now,
            Login = actor.Login,
            By = actor.Name,
            Reason = reason,
        });
    }

    private static LiveEntryInvalid Invalid(FieldError error) => new([error]);
}
