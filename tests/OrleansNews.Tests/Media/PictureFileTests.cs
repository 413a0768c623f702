namespace OrleansNews.Media;

/// <summary>The names of files, and which of them a picture has.</summary>
public sealed class PictureFileTests
{
    private static readonly PictureSource Large = new(new(7), "0123456789abcdefghijkl", 2560, 1920, new(30, 70));

    [Fact]
    public void Name_OfEveryFile_IsReadBack()
    {
        var files = PictureSizes.FilesOf(2560, 1920, new(30, 70)).ToList();

        Assert.Equal(19, files.DistinctBy(file => file.Name).Count());
        Assert.All(files, file => Assert.True(PictureFile.TryParse(file.Name, out var read) && read == file, file.Name));
        Assert.Contains("/media/7/0123456789abcdefghijkl/card-640-30x70.webp", files.Select(Large.AddressOf));
    }

    [Theory]
    [InlineData("master.jpg")]
    [InlineData("full-0960.avif")]
    [InlineData("full-960.png")]
    [InlineData("full-960-50x50.jpg")]
    [InlineData("card-640.jpg")]
    [InlineData("card-640-101x0.jpg")]
    [InlineData("card-640-050x50.jpg")]
    [InlineData("../full-960.jpg")]
    [InlineData("full-960.jpg\n")]
    [InlineData("")]
    public void TryParse_WhatIsNoName_IsFalse(string name) => Assert.False(PictureFile.TryParse(name, out _));

    [Fact]
    public void Has_FilesOfEveryFocusItHad_AndNoOther()
    {
        var files = new PictureFiles(Large, [new(50, 50), new(30, 70)]);

        Assert.True(files.Has(PictureFile.Master));
        Assert.True(files.Has("full-1600.avif"));
        Assert.True(files.Has("card-320-50x50.jpg") && files.Has("card-320-30x70.jpg") && files.Has("share-1200-30x70.jpg"));
        Assert.False(files.Has("card-320-31x70.jpg") || files.Has("full-2000.jpg") || files.Has("share-1200-30x70.webp"));
    }

    [Theory]
    [InlineData(2560, 1920, "480,960,1600", "320,640,960", true)]
    [InlineData(700, 500, "480", "320,640", false)]
    [InlineData(200, 3000, "200", "200", false)]
    [InlineData(1, 1, "1", "1", false)]
    public void Sizes_OfASmallPicture_EnlargeNothing(int width, int height, string full, string card, bool share)
    {
        Assert.Equal(full, string.Join(',', PictureSizes.FullWidths(width)));
        Assert.Equal(card, string.Join(',', PictureSizes.CardWidths(width, height)));
        Assert.Equal(share, PictureSizes.HasShare(width, height));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 100, 400, 0)]
    [InlineData(50, 0, 200, 0)]
    [InlineData(60, 0, 300, 0)]
    public void Cut_OfAWidePicture_FollowsTheFocusToTheEdge(int x, int y, int left, int top) =>
        Assert.Equal(new PictureCut(left, top, 600, 400), PictureCut.Around(new(x, y), 1000, 400, 3, 2));

    [Fact]
    public void Cut_OfATallPicture_FollowsTheFocusDown() => Assert.Equal(new PictureCut(0, 600, 600, 400), PictureCut.Around(new(50, 100), 600, 1000, 3, 2));
}
