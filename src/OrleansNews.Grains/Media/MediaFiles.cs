namespace OrleansNews.Media;

/// <summary>What the files of a picture are called in the store: their address without the first slash.</summary>
internal static class MediaFiles
{
    public static string NameOf(PictureSource picture, string file) => picture.AddressOf(file)[1..];
}
