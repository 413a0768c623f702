using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>Takes one file in parts, and makes a picture of it. Key: chance. It keeps nothing when the file is complete, and nothing for long when it never is.</summary>
[Alias("news.media-upload")]
public interface IMediaUploadGrain : IGrainWithGuidKey
{
    /// <summary>The most bytes of one part.</summary>
    const int PartBytes = 1 << 20;

    /// <summary>Takes the next part. Answers null, or why the upload is over: <see cref="MediaRefused"/> or <see cref="MediaForbidden"/>.</summary>
    /// <param name="part">Counts from 0.</param>
    /// <param name="content">At most <see cref="PartBytes"/>; all but the last have that many.</param>
    /// <param name="actor">Who uploads.</param>
    [Alias("append")]
    Task<MediaResult?> AppendAsync(int part, [Immutable] byte[] content, Actor actor);

    /// <summary>
    /// Looks at what the file is, decodes it on a thread of its own, stores it anew without anything but its pixels, and puts it into the library. Its other sizes are made
    /// afterwards. Ends the upload. Answers <see cref="MediaSaved"/>, <see cref="MediaRefused"/>, <see cref="MediaInvalid"/> or <see cref="MediaForbidden"/>.
    /// </summary>
    /// <param name="parts">How many parts the file has.</param>
    /// <param name="fileName">What it is called, at most 255 characters; for people alone.</param>
    /// <param name="details">What is written about it.</param>
    /// <param name="actor">Who uploads.</param>
    [Alias("complete")]
    Task<MediaResult> CompleteAsync(int parts, string fileName, MediaDetails details, Actor actor);
}
