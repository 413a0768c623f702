namespace OrleansNews.Media;

/// <summary>A page of the library.</summary>
/// <param name="Items">The pictures, the newest first.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">Which page it is, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
public sealed record PicturePageOutput(ImmutableArray<PictureOutput> Items, int Total, int Page, int Pages);

/// <summary>A picture of the library.</summary>
/// <param name="Id">Its number, as the front matter of a story and the editor name it.</param>
/// <param name="Url">The address of its largest JPEG.</param>
/// <param name="Width">Of the picture in pixels.</param>
/// <param name="Height">Of the picture in pixels.</param>
/// <param name="Alt">What one sees.</param>
/// <param name="Caption">What stands below it.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="FocusX">What stays in sight when it is cut: from the left, in per cent.</param>
/// <param name="FocusY">The same from the top.</param>
/// <param name="FileName">What the file was called.</param>
/// <param name="UploadedBy">Who uploaded it.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Ready">Whether all its sizes are made; until then its addresses show the largest.</param>
public sealed record PictureOutput(
    long Id, string Url, int Width, int Height, string Alt, string Caption, string Credit, int FocusX, int FocusY, string FileName, string UploadedBy, DateTimeOffset UploadedAt, bool Ready)
{
    internal static PictureOutput Of(MediaView media) => new(
        media.Source.Id.Value,
        media.Source.AddressOfLargest(),
        media.Source.Width,
        media.Source.Height,
        media.Details.AlternativeText,
        media.Details.Caption,
        media.Details.Credit,
        media.Source.Focus.X,
        media.Source.Focus.Y,
        media.FileName,
        media.OwnerName,
        media.UploadedAt,
        media.IsReady);
}
