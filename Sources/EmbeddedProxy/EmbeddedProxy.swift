// EmbeddedProxy
