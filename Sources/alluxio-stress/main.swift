print("alluxio-stress")
