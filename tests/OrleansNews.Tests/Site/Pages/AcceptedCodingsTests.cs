using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

public class AcceptedCodingsTests
{
    [Theory]
    [InlineData(null, "Identity")]
    [InlineData("", "Identity")]
    [InlineData("gzip, deflate, br, zstd", "Brotli")]
    [InlineData("gzip, deflate", "Gzip")]
    [InlineData("GZIP", "Gzip")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData("deflate", "Identity")]
    [InlineData("br;q=0.5, gzip;q=0.8", "Gzip")]
    [InlineData("br;q=0.8, gzip;q=0.8", "Brotli")]
    [InlineData("gzip;q=0.001", "Gzip")]
    [InlineData("br;q=0, gzip;q=0", "Identity")]
    [InlineData("br; q=0.0 , gzip", "Gzip")]
    [InlineData("identity, gzip;q=0.5", "Identity")]
    [InlineData("identity;q=0.2, gzip;q=0.5", "Gzip")]
    [InlineData("*", "Brotli")]
    [InlineData("*;q=0", "Identity")]
    [InlineData("br;q=0, *", "Gzip")]
    [InlineData("gzip;q=1.000, br;q=0.999", "Gzip")]
    [InlineData("identity;q=0", "Identity")]
    [InlineData(",, ;q=1, br", "Brotli")]
    [InlineData("br;q", "Brotli")]
    public void Choose_OfWhatAClientSends_IsItsBest(string? header, string expected) =>
        Assert.Equal(expected, AcceptedCodings.Of(header).Choose(hasBrotli: true, hasGzip: true).ToString());

    [Theory]
    [InlineData(false, true, "Gzip")]
    [InlineData(true, false, "Brotli")]
    [InlineData(false, false, "Identity")]
    public void Choose_OfWhatIsReady_DoesNotWaitForTheRest(bool brotli, bool gzip, string expected) =>
        Assert.Equal(expected, AcceptedCodings.Of("gzip, br").Choose(brotli, gzip).ToString());

    [Fact]
    public void Of_ThreeHeaders_ReadsAll() =>
        Assert.Equal(ContentCoding.Brotli, AcceptedCodings.Of(new StringValues(["deflate", null, "gzip;q=0.5, br"])).Choose(hasBrotli: true, hasGzip: true));
}
