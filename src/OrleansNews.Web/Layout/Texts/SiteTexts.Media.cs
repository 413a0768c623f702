namespace OrleansNews.Layout;

/// <content>The words of the library of pictures.</content>
public sealed partial class SiteTexts
{
    public string MediaLibrary => Text();

    public string MediaSearch => Text();

    public string ChoosePicture => Text();

    public string CloseDialog => Text();

    public string LibraryNotNow => Text();

    public string MediaOwn => Text();

    public string MediaEmpty => Text();

    public string MediaNothingFound => Text();

    public string MediaNoAlternativeText => Text();

    public string MediaUpload => Text();

    public string MediaUploadIt => Text();

    public string MediaUploadText => Text();

    public string MediaFile => Text();

    public string MediaAlternativeText => Text();

    public string MediaCaption => Text();

    public string MediaCredit => Text();

    public string MediaDetails => Text();

    public string MediaFocus => Text();

    public string MediaFocusX => Text();

    public string MediaFocusY => Text();

    public string MediaNumber => Text();

    public string MediaSize => Text();

    public string MediaUploadedBy => Text();

    public string MediaForStories => Text();

    public string MediaNotReady => Text();

    public string MediaCutCard => Text();

    public string MediaCutShare => Text();

    public string MediaConflict => Text();

    public string MediaTooLong => Text();

    public string MediaFocusOutside => Text();

    public string MediaFocusTooOften => Text();

    public string MediaUsedIn => Text();

    public string MediaUsedNowhere => Text();

    public string MediaUsesMore => Text();

    public string MediaUseSaving => Text();

    public string MediaUseHidden => Text();

    public string MediaDelete => Text();

    public string MediaDeletion => Text();

    public string MediaDeletionKept => Text();

    public string MediaDeletionDrafts => Text();

    public string MediaDeletionText => Text();

    public string MediaDeleteIt => Text();

    public string MediaDeleted => Text();

    public string MediaKeep => Text();

    public string LeadImage => Text();

    public string LeadImageNumber => Text();

    public string LeadImageText => Text();

    public string PictureEmpty => Text();

    public string PictureUnknownType => Text();

    public string PictureSvg => Text();

    public string PictureHeic => Text();

    public string PictureDamaged => Text();

    public string PictureBusy => Text();

    public string PictureNoDecoder => Text();

    public string MediaPicture(string number) => Fill([number]);

    public string MediaDeletionCaches(string address) => Fill([address]);

    public string MediaUseEntry(string story, string entry) => Fill([story, entry]);

    public string PictureTooManyBytes(string megabytes) => Fill([megabytes]);

    public string PictureTooManyPixels(string millions) => Fill([millions]);

    public string MediaFound(int count) => Plural(count);
}
