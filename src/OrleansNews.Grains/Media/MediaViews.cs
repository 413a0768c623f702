namespace OrleansNews.Media;

/// <summary>What others see of a stored picture.</summary>
internal static class MediaViews
{
    public static PictureSource Source(MediaId id, MediaState state) => new(id, state.Key, state.Width, state.Height, state.Focus);

    public static PictureFiles Files(MediaId id, MediaState state) => new(Source(id, state), [.. state.Focuses.Select(focus => focus.ToPoint())]);

    public static MediaView View(MediaId id, MediaState state) => new(
        Source(id, state),
        state.Version,
        state.FileName,
        new() { AlternativeText = state.AlternativeText, Caption = state.Caption, Credit = state.Credit, Focus = state.Focus },
        state.Owner,
        state.OwnerName,
        state.UploadedAt,
        state.FinishedFocuses == state.Focuses.Length,
        state.DeletedAt is not null);
}
