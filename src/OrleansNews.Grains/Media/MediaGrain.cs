using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <remarks>What follows from a change (the library knows it, every size is made) is registered with the outbox before the change is committed: a crash delays it and never loses it.</remarks>
[GrainType("media"), Reentrant]
internal sealed partial class MediaGrain : Grain, IMediaGrain, IOutboxOwner
{
    private readonly CommittedState<MediaState> _state;
    private readonly PictureFileMaker _files;
    private readonly TimeProvider _time;
    private readonly ILogger<MediaGrain> _logger;
    private Task? _delivery;

    public MediaGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        PictureFileMaker files,
        ILogger<MediaGrain> logger)
    {
        _state = new(GrainContext, storage, "media");
        _files = files;
        _time = time;
        _logger = logger;
    }

    private MediaId Id => new(this.GetPrimaryKeyLong());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<PictureFiles?> GetFilesAsync(string key)
    {
        if (Existing() is not { } state) return Task.FromResult<PictureFiles?>(null);
        return Task.FromResult(state.Key == key ? MediaViews.Files(Id, state) : null);
    }

    public Task<MediaView?> GetAsync(Actor actor) =>
        Task.FromResult(Existing() is { } state && MediaRules.MaySee(actor) ? MediaViews.View(Id, state) : null);

    public async Task<MediaResult> CreateAsync(NewMedia media, Actor actor)
    {
        if (!MediaRules.MayUpload(actor)) return new MediaForbidden();
        var details = MediaRules.Normalise(media.Details);
        if (MediaRules.Validate(details) is { IsEmpty: false } errors) return new MediaInvalid(errors);
        var now = _time.GetUtcNow();
        return await CommitAsync(state =>
        {
            if (state.Version > 0) return (state, new MediaConflict(MediaViews.View(Id, state)));
            var next = Written(state, details) with
            {
                Key = media.Source.Key,
                Width = media.Source.Width,
                Height = media.Source.Height,
                FileName = MediaRules.NameOf(media.FileName),
                Owner = actor.Login,
                OwnerName = actor.Name,
                UploadedAt = now,
            };
            return (next, new MediaSaved(MediaViews.View(Id, next)));
        });
    }

    public async Task<MediaResult> ChangeAsync(MediaDetails details, long expectedVersion, Actor actor)
    {
        if (Existing() is not { } known) return new MediaNotFound();
        if (!MediaRules.MayWrite(actor, known.Owner)) return new MediaForbidden();
        var wanted = MediaRules.Normalise(details);
        if (MediaRules.Validate(wanted) is { IsEmpty: false } errors) return new MediaInvalid(errors);
        return await CommitAsync(state =>
        {
            if (expectedVersion < state.WrittenVersion || expectedVersion > state.Version) return (state, new MediaConflict(MediaViews.View(Id, state)));
            if (!MediaRules.CanFocus(state, wanted.Focus)) return (state, new MediaInvalid([new("focus_x", "The focal point was changed too often. Upload the picture again.", "focus-often")]));
            var next = Written(state, wanted);
            return (next, new MediaSaved(MediaViews.View(Id, next)));
        });
    }

    public Task DeliverOutboxAsync()
    {
        return _delivery is null or { IsCompleted: true } ? _delivery = DeliverAsync() : _delivery;

        async Task DeliverAsync()
        {
            while (_state.Current is { IsDelivered: false } state)
            {
                await GrainFactory.GetGrain<IMediaLibraryGrain>(0).PutAsync(MediaViews.View(Id, state));
                if (state.DeletedAt is not null) await EraseFilesAsync(state);
                else if (state.FinishedFocuses < state.Focuses.Length)
                {
                    if (!await _files.MakeAsync(MediaViews.Source(Id, state) with { Focus = state.Focuses[state.FinishedFocuses].ToPoint() }, () => _state.Current.DeletedAt is null)) continue;
                    // That it is ready is one more thing for the library to know, and readers of the library to see.
                    await _state.ChangeAsync(current => (current with { FinishedFocuses = state.FinishedFocuses + 1, Version = current.Version + 1 }, true));
                }

                if (state.DeletedAt is not null || state.FinishedFocuses == state.Focuses.Length)
                {
                    await _state.ChangeAsync(current => (current with { DeliveredVersion = Math.Max(current.DeliveredVersion, state.Version) }, true));
                }
            }
        }
    }

    // A change that was made is answered when the library knows it too; the files are made afterwards.
    private async Task<MediaResult> CommitAsync(Func<MediaState, (MediaState, MediaResult)> change)
    {
        var registration = await GrainFactory.RegisterOutboxAsync(GrainContext.GrainId);
        var result = await _state.ChangeAsync(change);
        DeliverInBackgroundAsync(registration).Ignore();
        if (result is MediaSaved saved) await TellAsync(saved.Media);
        return result;
    }

    // It is saved, whether the library can be told now or has to be told later.
    private async Task TellAsync(MediaView media)
    {
        try
        {
            await GrainFactory.GetGrain<IMediaLibraryGrain>(0).PutAsync(media);
        }
        catch (Exception fault)
        {
            LogNotDelivered(Id.Value, fault);
        }
    }

    private async Task DeliverInBackgroundAsync(long registration)
    {
        try
        {
            await DeliverOutboxAsync();
            await GrainFactory.RegistryOf(GrainContext.GrainId).CompleteAsync(GrainContext.GrainId, registration);
        }
        catch (PictureThreadsBusyException)
        {
            // Nothing is wrong: a silo that stops leaves the rest to the next one.
            LogMadeLater(Id.Value);
        }
        catch (Exception fault)
        {
            LogNotDelivered(Id.Value, fault);
        }
    }

    private static MediaState Written(MediaState state, MediaDetails details) => state.FocusOn(details.Focus) with
    {
        Version = state.Version + 1,
        WrittenVersion = state.Version + 1,
        AlternativeText = details.AlternativeText,
        Caption = details.Caption,
        Credit = details.Credit,
    };

    // Numbers can be invented, and deleted ones asked for; one that is no picture's does not stay in memory for having been asked for.
    private MediaState? Existing()
    {
        if (_state.Current is { Version: > 0, DeletedAt: null } existing) return existing;
        // What is being made for it ends first: another activation would write beside this one.
        if (_delivery is null or { IsCompleted: true }) DeactivateOnIdle();
        return null;
    }

    [LoggerMessage(LogLevel.Debug, "The sizes of picture {Picture} are made later: this silo stops. The outbox registry wakes the picture.")]
    private partial void LogMadeLater(long picture);

    [LoggerMessage(LogLevel.Warning, "The sizes of picture {Picture} could not all be made, or the library not be told; the outbox registry tries again.")]
    private partial void LogNotDelivered(long picture, Exception fault);
}
