using System.Text;
using NetVips;
using VipsImage = NetVips.Image;

namespace OrleansNews.Media;

/// <summary>What is made of an uploaded file.</summary>
public sealed class PicturesTests
{
    private static readonly MediaOptions Options = new();

    [Fact]
    public void Master_OfAPhoto_IsUprightAndHoldsNothingButItsPixels()
    {
        var photo = TestPictures.Jpeg(800, 600, orientation: 6);
        Assert.Contains(TestPictures.Secret, Encoding.Latin1.GetString(photo), StringComparison.Ordinal);

        var master = Pictures.MakeMaster(photo, Options);

        Assert.Equal((600, 800, (PictureProblem?)null), (master.Width, master.Height, master.Problem));
        using var image = VipsImage.NewFromBuffer(master.Content!);
        Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field is "xmp-data" or "icc-profile-data" or "orientation");
        Assert.DoesNotContain(TestPictures.Secret, Encoding.Latin1.GetString(master.Content!), StringComparison.Ordinal);
        // What was on the left is on top now.
        Assert.True(image.Getpoint(300, 50)[0] > 150 && image.Getpoint(300, 750)[2] > 150);
    }

    [Fact]
    public void Master_OfALargePicture_IsAsLongAsAllowed() => Assert.Equal((2560, 1280), (Make(TestPictures.Jpeg(5000, 2500)).Width, Make(TestPictures.Jpeg(5000, 2500)).Height));

    [Fact]
    public void Master_OfEveryTypeThatIsTaken_IsAJpeg()
    {
        foreach (var file in new[] { TestPictures.Png(), TestPictures.WebP(), TestPictures.Avif() })
        {
            Assert.Equal(PictureType.Jpeg, PictureTypes.Of(Make(file).Content));
        }
    }

    [Fact]
    public void Master_OfNothing_IsWhite()
    {
        using var image = VipsImage.NewFromBuffer(Make(TestPictures.TransparentPng()).Content!);
        Assert.Equal([255, 255, 255], image.Getpoint(30, 30));
    }

    [Fact]
    public void Master_OfWhatIsNotTaken_SaysWhy()
    {
        Assert.Equal(PictureProblem.Svg, Problem(TestPictures.Svg));
        Assert.Equal(PictureProblem.Empty, Problem([]));
        Assert.Equal(PictureProblem.UnknownType, Problem("GIF89a and more"u8.ToArray()));
        Assert.Equal(PictureProblem.Damaged, Problem(TestPictures.Jpeg()[..2000]));
        Assert.Equal(PictureProblem.Damaged, Problem([.. TestPictures.Png()[..16], .. new byte[500]]));
        Assert.Equal(PictureProblem.TooManyBytes, Problem(TestPictures.Png(), new() { MaxBytes = 10 }));
        Assert.Equal(PictureProblem.TooManyPixels, Problem(TestPictures.Png(1200, 1000), new() { MaxPixels = 1_000_000 }));
    }

    // A PNG whose header promises more pixels than memory has, and that has none: a decoder that trusts it ends the process.
    [Fact]
    public void Master_OfABombOfPixels_IsRefusedByItsHeader()
    {
        var bomb = TestPictures.Png(8, 8);
        byte[] header = [.. "IHDR"u8, 0x7F, 0xFF, 0, 0, 0x7F, 0xFF, 0, 0, .. bomb[24..29]];
        header.CopyTo(bomb, 12);
        var checksum = System.IO.Hashing.Crc32.Hash(header);
        Array.Reverse(checksum);
        checksum.CopyTo(bomb, 29);

        Assert.Contains(Problem(bomb), new PictureProblem?[] { PictureProblem.TooManyPixels, PictureProblem.Damaged });
    }

    // The beginning is not all that a decoder looks at: only four of them may run at all.
    [Fact]
    public void Decoders_ThatAreNotNamed_AreBlocked()
    {
        Assert.True(Pictures.CanDecode);
        Assert.ThrowsAny<VipsException>(() => VipsImage.NewFromBuffer(TestPictures.Svg));
        Assert.ThrowsAny<VipsException>(() => VipsImage.NewFromBuffer("P5 1 1 255 x"u8.ToArray()));
    }

    [Fact]
    public void Files_OfEachSize_AreCutAroundTheFocusAndEncoded()
    {
        var master = Make(TestPictures.Jpeg(2000, 1000)).Content!;
        foreach (var size in PictureSizes.FilesOf(2000, 1000, new(100, 50)).GroupBy(file => (file.Shape, file.Width)))
        {
            foreach (var (file, content) in Pictures.MakeFiles(master, [.. size]))
            {
                using var image = VipsImage.NewFromBuffer(content);
                var height = file.Shape switch { PictureShape.Card => PictureSizes.CardHeight(file.Width), PictureShape.Share => PictureSizes.ShareHeight, _ => file.Width / 2 };
                Assert.Equal((file.Width, height), (image.Width, image.Height));
                Assert.Equal(file.Format switch { PictureFormat.Avif => PictureType.Avif, PictureFormat.WebP => PictureType.WebP, _ => PictureType.Jpeg }, PictureTypes.Of(content));
                // Around the right edge: what is left of a card has less of the red left half.
                if (file.Shape == PictureShape.Card) Assert.True(image.Getpoint(file.Width / 2, height / 2)[2] > 150, file.Name);
            }
        }
    }

    private static MasterResult Make(byte[] file)
    {
        var master = Pictures.MakeMaster(file, Options);
        Assert.Null(master.Problem);
        return master;
    }

    private static PictureProblem? Problem(byte[] file, MediaOptions? options = null) => Pictures.MakeMaster(file, options ?? Options).Problem;
}
