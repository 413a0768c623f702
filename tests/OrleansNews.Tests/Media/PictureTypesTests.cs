using System.Text;

namespace OrleansNews.Media;

/// <summary>What a file is, by its beginning alone.</summary>
public sealed class PictureTypesTests
{
    [Fact]
    public void Of_WhatIsTaken_IsRecognised()
    {
        Assert.Equal(PictureType.Jpeg, PictureTypes.Of(TestPictures.Jpeg()));
        Assert.Equal(PictureType.Png, PictureTypes.Of(TestPictures.Png()));
        Assert.Equal(PictureType.WebP, PictureTypes.Of(TestPictures.WebP()));
        Assert.Equal(PictureType.Avif, PictureTypes.Of(TestPictures.Avif()));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", PictureType.Svg)]
    [InlineData("\uFEFF \r\n<?xml version='1.0'?><svg/>", PictureType.Svg)]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>", PictureType.Svg)]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", PictureType.Heic)]
    [InlineData("\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf", PictureType.Avif)]
    [InlineData("\0\0\0\u0014ftypisom\0\0\0\0avc1avif", PictureType.Unknown)]
    [InlineData("GIF89a", PictureType.Unknown)]
    [InlineData("%PDF-1.7", PictureType.Unknown)]
    [InlineData("RIFF\0\0\0\0WAVE", PictureType.Unknown)]
    [InlineData("RIFF", PictureType.Unknown)]
    [InlineData("", PictureType.Unknown)]
    public void Of_WhatIsNot_IsNamedOrUnknown(string beginning, PictureType expected)
    {
        Assert.Equal(expected, PictureTypes.Of(Encoding.UTF8.GetBytes(beginning)));
        Assert.Equal(expected == PictureType.Avif, expected.IsTaken());
    }
}
