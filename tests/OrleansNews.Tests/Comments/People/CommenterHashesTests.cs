namespace OrleansNews.Comments;

public class CommenterHashesTests
{
    private readonly CommenterHashes _hashes = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void OfEmail_CaseAndSpacesApart_IsTheSamePerson()
    {
        Assert.Equal(_hashes.OfEmail("ada@a.example"), _hashes.OfEmail(" Ada@A.Example "));
        Assert.Matches("^[0-9a-f]{64}$", _hashes.OfEmail("ada@a.example"));
        Assert.NotEqual(_hashes.OfEmail("ada@a.example"), _hashes.OfEmail("bo@a.example"));
        Assert.NotEqual(_hashes.OfEmail("ada@a.example"), new CommenterHashes(new byte[32]).OfEmail("ada@a.example"));
    }

    [Fact]
    public void OfAddress_OfOneSubscriber_IsTheSame()
    {
        Assert.Equal(_hashes.OfAddress("2001:db8:1:2:3::4"), _hashes.OfAddress("2001:db8:1:2:ffff::1"));
        Assert.NotEqual(_hashes.OfAddress("2001:db8:1:2::4"), _hashes.OfAddress("2001:db8:1:3::4"));
        Assert.Equal(_hashes.OfAddress("192.0.2.1"), _hashes.OfAddress("::ffff:192.0.2.1"));
        Assert.NotEqual(_hashes.OfAddress("192.0.2.1"), _hashes.OfAddress("192.0.2.2"));
        Assert.StartsWith("address-", _hashes.OfAddress("192.0.2.1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PartsCutElsewhere_IsAnotherHash()
    {
        Assert.NotEqual(_hashes.Of("ab", "c"), _hashes.Of("a", "bc"));
        Assert.Equal(_hashes.Of("ab", "c"), _hashes.Of("ab", "c"));
    }
}
